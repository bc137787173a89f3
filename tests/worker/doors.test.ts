import { afterAll, beforeAll, expect, test } from 'vitest'
import { castScript } from '../support/cast-script.ts'
import { people, resources } from '../support/cast.ts'
import { calendarOf } from '../support/ics.ts'
import { startSqldPark, startWorker, type SqldPark, type WorkerProcess } from '../support/worker-process.ts'

let park: SqldPark
let worker: WorkerProcess
beforeAll(async () => {
  park = await startSqldPark(castScript)
  worker = await startWorker(park.url)
})
afterAll(async () => {
  await worker?.stop()
  await park?.stop()
})

const bearer = { authorization: `Bearer ${people.helixResearcher.token}`, 'accept-language': 'zh-TW' }

test('thirty people at once are all answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => fetch(`${worker.url}/api/v1/me`, { headers: bearer })),
  )
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
  expect(await answers[0]?.json()).toMatchObject({ person: { id: people.helixResearcher.id, locale: 'zh-Hant' } })
})

test('the Worker is ready, draws its pages, and knows its own files', async () => {
  expect((await fetch(`${worker.url}/readyz`)).status).toBe(200)
  const page = await (await fetch(`${worker.url}/login?lang=en`)).text()
  expect(page).toContain('researcher@helix.example')
  const style = /href="(\/assets\/style-[^"]+)"/.exec(page)?.[1] ?? ''
  const answer = await fetch(worker.url + style)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
})

test('the Worker serves the service worker at the root, and it is asked for anew each time', async () => {
  const answer = await fetch(`${worker.url}/sw.js`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect((await fetch(`${worker.url}/icons/icon-192.png`)).headers.get('content-type')).toBe('image/png')
  const manifest = await fetch(`${worker.url}/manifest.webmanifest`)
  expect(manifest.headers.get('content-type')).toBe('application/manifest+json')
})

test('one click signs in, and signing out kills the session', async () => {
  const form = { origin: worker.url, 'content-type': 'application/x-www-form-urlencoded' }
  const post = (path: string, body: string, cookie = '') =>
    fetch(worker.url + path, { method: 'POST', redirect: 'manual', headers: { ...form, cookie }, body })
  const signedIn = await post('/login', 'email=researcher%40helix.example')
  expect(signedIn.status).toBe(303)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const me = () => fetch(`${worker.url}/api/v1/me`, { headers: { cookie } })
  expect((await me()).status).toBe(200)
  await post('/logout', '', cookie)
  expect((await me()).status).toBe(401)
})

test('a calendar is read, kept and closed', async () => {
  const event = ['UID:a', 'SUMMARY:Service', 'DTSTART;TZID=Europe/Berlin:20991125T090000', 'DURATION:PT1H']
  const near = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  const daily = ['UID:b', 'SUMMARY:Calibration', `DTSTART;TZID=Europe/Berlin:${near}T090000`, 'DURATION:PT1H']
  const answer = await fetch(`${worker.url}/api/v1/imports/calendar?resourceId=${resources.confocal}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${people.imagingManager.token}`,
      'content-type': 'text/calendar',
      'idempotency-key': crypto.randomUUID(),
    },
    body: calendarOf(event, [...daily, 'RRULE:FREQ=DAILY;COUNT=3']),
  })
  expect([answer.status, await answer.json()]).toMatchObject([200, { counts: { new: 3, waiting: 0 } }])
})

test('the clock may look as often as it likes', async () => {
  await worker.tick()
  await worker.tick()
  expect((await fetch(`${worker.url}/healthz`)).status).toBe(200)
})
