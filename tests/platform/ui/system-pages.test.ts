import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '../../../src/platform/i18n/locale.ts'
import { DbUnavailable } from '../../../src/platform/db/port.ts'
import { people } from '../../support/cast.ts'
import { textOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'

let park: TestPark
let ill: TestPark
let down = false
beforeAll(async () => {
  park = await openPark()
  ill = await openPark({
    through: (db) => ({
      ...db,
      read: (queries) => (down ? Promise.reject(new DbUnavailable('not-applied', 90)) : db.read(queries)),
    }),
  })
})
afterAll(async () => {
  await park.close()
  await ill.close()
})

/** Where a page's own links lead, the likeliest first. */
function waysOf(html: string): string[] {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return [...main.matchAll(/<a class="button[^"]*" href="([^"]*)"/g)].map(([, href = '']) => href)
}

describe.each(locales)('in %s', (locale) => {
  const lang = `lang=${locale}`

  test('what is not there leads to the search and the start', async () => {
    const answer = await park.call(people.helixResearcher, 'GET', `/nowhere?${lang}`)
    const html = await answer.text()
    expect([answer.status, waysOf(html)]).toEqual([404, ['/find', '/']])
    expect(html).toContain(`<html lang="${locale}"`)
  })

  test('who may not come in is led back, and to help', async () => {
    const answer = await park.call(people.helixResearcher, 'GET', `/admin/firms?${lang}`)
    expect([answer.status, waysOf(await answer.text())]).toEqual([403, ['/', '/help']])
  })

  test('what passes is to be tried again, and it says when', async () => {
    down = true
    const answer = await ill.call(people.helixResearcher, 'GET', `/me?${lang}`)
    down = false
    const html = await answer.text()
    expect([answer.status, answer.headers.get('retry-after'), waysOf(html)]).toEqual([503, '90', ['', '/']])
    expect(textOf(html)).toMatch(/2 (分钟后|分鐘後|minutes)/)
  })

  test('help answers whoever asks, signed in or not, in the park’s name', async () => {
    const text = textOf(await (await park.call(null, 'GET', `/help?${lang}`)).text())
    expect(text).toContain({ 'zh-Hans': '示例园区', 'zh-Hant': '示例園區', en: 'Sample' }[locale])
    expect(text).toContain('Asia/Shanghai')
  })
})

test('every page of somebody who is signed in leads to the start, the search and their own bookings', async () => {
  for (const path of ['/', '/find', '/me', '/me/settings']) {
    const html = await (await park.call(people.helixResearcher, 'GET', path)).text()
    const nav = html.slice(html.indexOf('<nav>'), html.indexOf('</nav>'))
    expect([...nav.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/', '/find', '/me'])
  }
})
