import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Channel, Letter } from '../../src/notices/channel.ts'
import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import { noticeRow } from '../../src/notices/outbox.sql.ts'
import type { Mail } from '../../src/platform/mail/mailer.ts'
import { people } from '../support/cast.ts'
import { labOf } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { waitingOf } from '../support/waiting.ts'

let park: TestPark
let mails: Mail[]
let messages: Letter[]
beforeEach(async () => {
  park = await openPark()
  mails = []
  messages = []
})
afterEach(() => park.close())

const mailer = { send: async (mail: Mail) => void mails.push(mail) }
const broken = {
  send: async () => {
    throw new Error('the mail provider answered 503')
  },
}
/** A messenger on which Helix's researcher can be reached, and nobody else. */
const messenger: Channel = {
  name: 'messenger',
  tell: async (letter) => {
    if (letter.personId !== people.helixResearcher.id) return false
    messages.push(letter)
    return true
  },
}

async function tell(notice: Parameters<typeof noticeRow>[1]): Promise<void> {
  const idempotency = { actor: 'test', key: crypto.randomUUID(), requestHash: '', status: 200, body: '', at: 0 }
  await park.db.write([noticeRow(park.deps, notice)], { idempotency })
}

test('an offer comes by mail and by the messenger, each with the deadline and the link to accept it', async () => {
  await waitingOf(park).waits(people.helixResearcher, '2026-11-26', 'afternoon', 60)
  await waitingOf(park).waits(people.orchidResearcher, '2026-11-26', 'afternoon', 60)
  const [first] = await waitingOf(park).offers()
  await park.script('UPDATE outbox SET delivered_at = NULL, leased_until = NULL, lease = NULL')
  await deliverNotices({ ...park.deps, mailer, channels: [messenger] })
  expect(mails.map(({ to }) => to).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    people.helixResearcher.email,
    people.orchidResearcher.email,
  ])
  expect(messages).toMatchObject([{ personId: people.helixResearcher.id }])
  expect(messages[0]?.subject).toContain('10:15')
  expect(messages[0]?.text).toContain(`http://localhost/b/${first?.id}`)
})

test('one channel that is down makes nobody hear twice; when all are down, the letter waits', async () => {
  await tell({ kind: 'passkey.added', personId: people.helixResearcher.id })
  await deliverNotices({ ...park.deps, mailer: broken, channels: [messenger] })
  expect(messages).toHaveLength(1)
  await tell({ kind: 'passkey.added', personId: people.orchidResearcher.id })
  await deliverNotices({ ...park.deps, mailer: broken, channels: [messenger] })
  park.clock.now += 61
  await deliverNotices({ ...park.deps, mailer, channels: [messenger] })
  expect(messages).toHaveLength(1)
  expect(mails).toMatchObject([{ to: people.orchidResearcher.email }])
})

test('a letter to an address is for no person: only mail takes it', async () => {
  await tell({ kind: 'person.erased', address: 'gone@helix.example', locale: 'en' })
  await deliverNotices({ ...park.deps, mailer, channels: [messenger] })
  expect(mails).toHaveLength(1)
  expect(messages).toEqual([])
})

test('an offer that was answered before it was told is told no more', async () => {
  const waiting = waitingOf(park)
  await waiting.waits(people.helixResearcher, '2026-11-26', 'afternoon', 60)
  const [made] = await waiting.offers()
  if (!made) throw new Error('nothing was offered')
  await labOf(park).cancel(people.helixResearcher, made)
  await park.script("UPDATE outbox SET delivered_at = NULL, leased_until = NULL WHERE kind = 'booking.offered'")
  await deliverNotices({ ...park.deps, mailer, channels: [messenger] })
  expect(messages).toEqual([])
})
