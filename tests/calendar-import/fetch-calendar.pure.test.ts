import { describe, expect, test } from 'vitest'
import { calendarAddress, fetchCalendar } from '../../src/calendar-import/fetch-calendar.ts'
import { mostCalendarBytes } from '../../src/calendar-import/read-calendar.ts'
import { fetchAbroad } from '../../src/platform/node/fetch-abroad.ts'
import { isPublicAddress } from '../../src/platform/node/public-address.ts'

const address = new URL('https://calendar.example.com/lab.ics')
const answering = (answers: Readonly<Record<string, () => Response>>): typeof fetch => {
  return (url) => Promise.resolve(answers[url as string]?.() ?? new Response('', { status: 404 }))
}
const redirectTo = (location: string) => () => new Response(null, { status: 302, headers: { location } })

describe('an address of a calendar', () => {
  test.each([
    ['https://calendar.example.com/lab.ics', 'https://calendar.example.com/lab.ics'],
    [' webcal://calendar.example.com/lab.ics#top ', 'https://calendar.example.com/lab.ics'],
    ['https://calendar.example.com:443/', 'https://calendar.example.com/'],
  ])('%s is one', (text, expected) => {
    expect(calendarAddress(text)?.href).toBe(expected)
  })

  test.each([
    'http://calendar.example.com/lab.ics',
    'https://calendar.example.com:8443/',
    'https://user:password@calendar.example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://localhost/',
    'https://localhost./',
    'https://intranet/',
    'https://printer.local/',
    'https://metadata.google.internal./computeMetadata',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'lab.ics',
    '',
  ])('%s is none', (text) => {
    expect(calendarAddress(text)).toBeNull()
  })
})

describe('what lies there', () => {
  test('is read with its version, which is asked for the next time', async () => {
    const asked: unknown[] = []
    const web: typeof fetch = (url, init) => {
      asked.push(new Request(url, init).headers.get('if-none-match'))
      return Promise.resolve(new Response('BEGIN', { headers: { etag: '"1"' } }))
    }
    expect(await fetchCalendar(web, address, '')).toEqual({ kind: 'read', text: 'BEGIN', etag: '"1"' })
    const unchanged: typeof fetch = () => Promise.resolve(new Response(null, { status: 304 }))
    expect(await fetchCalendar(unchanged, address, '"1"')).toEqual({ kind: 'unchanged' })
    await fetchCalendar(web, address, '"1"')
    expect(asked).toEqual([null, '"1"'])
  })

  test('is followed to another public name, and nowhere else', async () => {
    const moved = 'https://other.example.com/lab.ics'
    const web = answering({ [address.href]: redirectTo(moved), [moved]: () => new Response('BEGIN') })
    expect(await fetchCalendar(web, address, '')).toMatchObject({ kind: 'read' })
    for (const inside of ['http://other.example.com/', 'https://10.0.0.1/', 'https://localhost/', '//[::1]/']) {
      const astray = answering({ [address.href]: redirectTo(inside), [inside]: () => new Response('secret') })
      expect(await fetchCalendar(astray, address, '')).toEqual({ kind: 'trouble', trouble: 'astray' })
    }
    const round = answering({ [address.href]: redirectTo(address.href) })
    expect(await fetchCalendar(round, address, '')).toEqual({ kind: 'trouble', trouble: 'astray' })
  })

  test('is no more than a calendar may have, however it is sent', async () => {
    const chunk = new Uint8Array(64 * 1024)
    let sent = 0
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += chunk.length
            controller.enqueue(chunk)
          },
        }),
      )
    expect(await fetchCalendar(answering({ [address.href]: endless }), address, '')).toEqual({
      kind: 'trouble',
      trouble: 'too-large',
    })
    expect(sent).toBeLessThan(mostCalendarBytes + 4 * chunk.length)
  })

  test('may be nothing: a refusal, or no answer', async () => {
    expect(await fetchCalendar(answering({}), address, '')).toEqual({ kind: 'trouble', trouble: 'refused' })
    const dead: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
    expect(await fetchCalendar(dead, address, '')).toEqual({ kind: 'trouble', trouble: 'unreachable' })
  })
})

describe('on Node', () => {
  test.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::7f00:1', false],
    ['calendar.example.com', false],
  ])('%s is an address of the public network: %s', (text, expected) => {
    expect(isPublicAddress(text)).toBe(expected)
  })

  test('a name that leads to this machine is not connected to', async () => {
    await expect(fetchAbroad('https://localhost/')).rejects.toThrow('no public address')
  })
})
