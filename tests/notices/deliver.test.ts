import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverNotices, forgetNotices } from '../../src/notices/commands/deliver-notices.ts'
import type { Notice } from '../../src/notices/notice.ts'
import { noticeRow } from '../../src/notices/outbox.sql.ts'
import type { Mail } from '../../src/platform/mail/mailer.ts'
import { firms, people, resources } from '../support/cast.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

let park: TestPark
let sent: Mail[]
beforeEach(async () => {
  park = await openPark()
  sent = []
})
afterEach(() => park.close())

const mailer = { send: async (mail: Mail) => void sent.push(mail) }
const code: Notice = { kind: 'sign-in.code', address: 'a@b.example', locale: 'en', code: '123456' }

async function tell(notice: Notice): Promise<void> {
  const idempotency = { actor: 'test', key: crypto.randomUUID(), requestHash: '', status: 200, body: '', at: 0 }
  await park.db.write([noticeRow(park.deps, notice)], { idempotency })
}

test('a code is told once, and forgotten as soon as it is told', async () => {
  await tell(code)
  expect(await deliverNotices({ ...park.deps, mailer })).toBe(1)
  expect(await deliverNotices({ ...park.deps, mailer })).toBe(0)
  expect(sent).toMatchObject([{ to: 'a@b.example', subject: '123456 is your sign-in code' }])
  const [row] = await park.rows('SELECT body FROM outbox')
  expect(row?.['body']).not.toMatch(/123456|a@b/)
})

test('two deliverers at once tell each notice once', async () => {
  for (let n = 0; n < 30; n++) await tell({ ...code, code: String(100_000 + n) })
  const slow = { send: async (mail: Mail) => void (await new Promise((done) => setTimeout(done, 5)), sent.push(mail)) }
  const deps = { ...park.deps, mailer: slow }
  await Promise.all([deliverNotices(deps), deliverNotices(deps), deliverNotices(deps)])
  await deliverNotices(deps)
  expect(new Set(sent.map(({ subject }) => subject)).size).toBe(30)
  expect(sent).toHaveLength(30)
})

test('while the mailer is down notices wait, longer each time, and the letter keeps its id', async () => {
  await tell({ kind: 'passkey.added', personId: people.helixResearcher.id })
  const tried: string[] = []
  const down = {
    send: async ({ id }: Mail) => {
      tried.push(id)
      throw new Error('the mail provider answered 503')
    },
  }
  await deliverNotices({ ...park.deps, mailer: down })
  expect(await deliverNotices({ ...park.deps, mailer: down })).toBe(0)
  park.clock.now += 61
  await deliverNotices({ ...park.deps, mailer: down })
  park.clock.now += 61
  expect(await deliverNotices({ ...park.deps, mailer: down })).toBe(0)
  park.clock.now += 61
  await deliverNotices({ ...park.deps, mailer })
  expect(new Set([...tried, sent[0]?.id]).size).toBe(1)
  expect(sent).toMatchObject([{ to: people.helixResearcher.email, subject: 'A passkey was added' }])
})

test('what nobody takes ten times is given up, without its secrets, and forgotten after thirty days', async () => {
  await tell({ kind: 'passkey.added', personId: people.helixResearcher.id })
  const down = { send: async () => Promise.reject(new Error('down')) }
  for (let n = 0; n < 12; n++) {
    await deliverNotices({ ...park.deps, mailer: down })
    park.clock.now += 6 * 3_600 + 1
  }
  expect(await park.rows('SELECT attempts, last_error FROM outbox')).toMatchObject([
    { attempts: 10, last_error: 'down' },
  ])
  park.clock.now += 31 * 86_400
  expect(await forgetNotices(park.deps)).toBe(1)
  expect(await park.rows('SELECT id FROM outbox')).toEqual([])
})

test('a letter whose sending was not marked goes again under the same id, and is kept once', async () => {
  await tell(code)
  await deliverNotices(park.deps)
  await park.script('UPDATE outbox SET delivered_at = NULL, leased_until = NULL')
  await deliverNotices({ ...park.deps, mailer: park.deps.mailer })
  expect(await park.rows('SELECT count(*) AS n FROM demo_mail')).toEqual([{ n: 1 }])
})

test('a code that is too old is not sent any more', async () => {
  await tell(code)
  park.clock.now += 601
  expect(await deliverNotices({ ...park.deps, mailer })).toBe(1)
  expect(sent).toEqual([])
})

test('an unknown kind, a row that can’t be read and a person who has gone stop nobody else’s mail', async () => {
  await park.script(`INSERT INTO outbox (id, kind, body, created_at) VALUES ('out_1', 'of.the.future', '{}', 0),
    ('out_2', 'passkey.added', '{', 0), ('out_3', 'passkey.added', '{"personId":"${people.suspended.id}"}', 0)`)
  await tell({ kind: 'firm.suspended', firmId: firms.helix })
  await deliverNotices({ ...park.deps, mailer })
  expect(sent.map(({ to }) => to)).toEqual([people.helixAdmin.email])
})

test('a booking made by oneself is no news; one cancelled by a lab manager is', async () => {
  const interval = { startsAt: '2026-11-25T14:00:00+08:00', endsAt: '2026-11-25T16:00:00+08:00' }
  const key = { 'idempotency-key': 'book-0001' }
  const body = { resourceId: resources.confocal, ...interval }
  const made = await park.call(people.helixResearcher, 'POST', '/api/v1/bookings', body, key)
  const { id } = (await made.json()) as { id: string }
  await deliverNotices({ ...park.deps, mailer })
  expect(sent).toEqual([])
  await park.call(people.imagingManager, 'POST', `/api/v1/bookings/${id}/cancellation`, { reason: 'laser' })
  await deliverNotices({ ...park.deps, mailer })
  expect(sent).toMatchObject([{ to: people.helixResearcher.email }])
  expect(sent[0]?.subject).toBe('Cancelled: Sample confocal, Wed 25 Nov, 14:00–16:00')
  expect(sent[0]?.text).toContain(`http://localhost/b/${id}`)
})

test('the mailbox of a demo park shows letters as text, and is not there in a real one', async () => {
  await tell({ ...code, address: '<b>x@y.example' })
  await deliverNotices(park.deps)
  const page = await (await park.call(null, 'GET', '/demo/mail')).text()
  expect(page).toContain('123456 is your sign-in code')
  expect(page).not.toContain('<b>x@y')
  await park.script('UPDATE park SET demo = 0')
  await park.deps.reloadPark()
  expect((await park.call(null, 'GET', '/demo/mail')).status).toBe(404)
})
