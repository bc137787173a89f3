import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '../../support/server-process.ts'
import { castScript } from '../../support/cast-script.ts'
import { people } from '../../support/cast.ts'
import { tempPark, type TempPark } from '../../support/temp-park.ts'

let park: TempPark
let server: ServerProcess
beforeAll(async () => {
  park = await tempPark({ checkpoints: false })
  await park.script(`BEGIN;\n${castScript}\nCOMMIT;`)
  server = await startServer({ file: park.file })
})
afterAll(async () => {
  await server?.stop()
  await park?.remove()
})

const bearer = { authorization: `Bearer ${people.helixResearcher.token}` }

test('the server answers programs and people', async () => {
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ status: 'ready' })
  expect(await (await fetch(`${server.url}/api/v1/me`, { headers: bearer })).json()).toMatchObject({
    firms: [{ name: 'Helix' }],
  })
})

describe('a file of its own', () => {
  test('is kept by browsers for good when its name carries its content', async () => {
    const page = await (await fetch(`${server.url}/login`)).text()
    const style = /href="(\/assets\/style-[^"]+)"/.exec(page)?.[1] ?? ''
    const answer = await fetch(server.url + style)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    for (const [name, value] of Object.entries({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' }))
      expect(answer.headers.get(name)).toBe(value)
    const compressed = Number((await fetch(server.url + style, { method: 'HEAD' })).headers.get('content-length'))
    expect(compressed).toBeLessThan(8_000)
  })

  test.each([
    '/_headers',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/',
    '/assets/..%2f..%2fpackage.json',
    '//etc/passwd',
  ])('is all that is served: not %s', async (path) => {
    const answer = await fetch(server.url + path, { redirect: 'manual' })
    expect(answer.status).toBe(404)
  })
})

test('a page travels compressed where the browser can read it, a booking’s answer as it is', async () => {
  const page = await fetch(`${server.url}/login`, { headers: { 'accept-encoding': 'gzip' } })
  expect([page.headers.get('content-encoding'), page.headers.get('vary')]).toEqual(['gzip', 'accept-encoding'])
  expect(await page.text()).toContain('</html>')
  const plain = await fetch(`${server.url}/login`, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
})

test('headers and lines that no client should send are refused, not stumbled over', async () => {
  const huge = await fetch(`${server.url}/healthz`, { headers: { 'x-padding': 'x'.repeat(20_000) } })
  expect(huge.status).toBe(431)
  const lies = await fetch(`${server.url}/api/v1/me`, {
    headers: { ...bearer, 'idempotency-key': '\u00e9'.repeat(20) },
  })
  expect(lies.status).toBeLessThan(500)
})

test('asked to end, it finishes what it has begun and leaves the file whole', async () => {
  const own = await tempPark({ checkpoints: false })
  await own.script(`BEGIN;\n${castScript}\nCOMMIT;`)
  const ending = await startServer({ file: own.file })
  const asked = Array.from({ length: 20 }, () => fetch(`${ending.url}/api/v1/me`, { headers: bearer }))
  await Promise.race(asked)
  expect(await ending.stop('SIGTERM')).toBe(0)
  const answers = (await Promise.allSettled(asked)).filter((one) => one.status === 'fulfilled')
  expect(new Set(answers.map((one) => one.value.status))).toEqual(new Set([200]))
  expect(await own.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  await own.remove()
})

test('a setting that can’t be used stops the start with one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongtai-settings-'))
  const start = (settings: Record<string, string>) => {
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: join(folder, 'park.db'), ...settings }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['.build/node.mjs'], { env, encoding: 'utf8' })
    return { status, stdout, stderr }
  }
  expect(start({ PORT: 'eighty' })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'PORT is a whole number from 0 to 65535, not eighty\n',
  })
  expect(start({ PORT: new URL(server.url).port, DATABASE_URL: park.file })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('PORT') as string,
  })
  expect(start({ GONGTAI_PROT: '1' })).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^GONGTAI_PROT .*\n$/) as string,
  })
  rmSync(folder, { recursive: true, force: true })
})
