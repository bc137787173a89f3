import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { fieldsOf, textOf, valuesOf } from '../support/html.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'
import { confocal, kindPage, lettersOf, send } from './stage.ts'

const { helixResearcher, helixColleague, imagingManager, cellsManager } = people
const holder = `${kindPage}/people/${helixResearcher.id}`

let park: TestPark
let lab: Lab
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

const ofManager = () => visitor(park, imagingManager)
const grant = (email: string, until: string) =>
  send(park, imagingManager, kindPage, `${kindPage}/grants`, { email, until })

test('a lab manager sees who holds a training, until when, and when they used it last', async () => {
  const booked = await lab.book(helixResearcher, '2026-11-23 10:30', '2026-11-23 11:30')
  lab.clockAt('2026-11-23 10:30')
  await lab.checkIn(helixResearcher, booked)
  lab.clockAt('2026-11-23 11:20')
  await lab.checkOut(helixResearcher, booked)
  const list = textOf((await ofManager().open('/m/training')).html)
  expect(list).toContain('Confocal training 2 people')
  const { html } = await ofManager().open(kindPage)
  expect(textOf(html)).toMatch(
    /helixResearcher researcher@helix.example · Helix Until \S+ \d+ \w+( 202\d)? Last used Mon 23 Nov/,
  )
  expect(textOf(html)).toContain('orchidResearcher researcher@orchid.example')
  const found = textOf((await ofManager().open(`${kindPage}?q=ORCHID`)).html)
  expect(found).not.toContain('researcher@helix.example')
  expect(textOf((await ofManager().open(`${kindPage}?state=over`)).html)).toContain('Nobody is found here.')
})

test('a training is granted by address until a day, which is told, and never shortened by granting again', async () => {
  expect((await grant(' Colleague@Helix.example', '2027-03-31')).status).toBe(303)
  await lab.book(helixColleague, '2026-11-27 10:00', '2026-11-27 11:00')
  expect((await lettersOf(park)).map(({ subject }) => subject)).toEqual([
    'Confocal training: good until Wed 31 Mar 2027',
  ])
  await grant('colleague@helix.example', '2027-01-31')
  const until = `SELECT valid_until AS until FROM qualification WHERE person_id = '${helixColleague.id}'`
  expect(await park.rows(until)).toEqual([{ until: at('2027-04-01 00:00') }])
  const refusals = [
    ['nobody@helix.example', '2027-01-31', 'Nobody with this address has an account.'],
    ['no address', '2027-01-31', 'Nobody with this address has an account.'],
    ['colleague@helix.example', '2026-11-22', 'Choose today or a later day.'],
    ['colleague@helix.example', '', 'Choose today or a later day.'],
    ['colleague@helix.example', '2126-11-22', 'Choose a day within 20 years.'],
  ] as const
  for (const [email, day, sentence] of refusals) {
    const answer = await grant(email, day)
    expect([email, day, answer.status, textOf(answer.html).includes(sentence)]).toEqual([email, day, 422, true])
  }
  expect(await park.rows(until)).toEqual([{ until: at('2027-04-01 00:00') }])
})

test('withdrawing shows the bookings left outside; they stay, marked, and their person is told why', async () => {
  const booked = await lab.book(helixResearcher, '2026-11-25 10:00', '2026-11-25 11:00')
  const { html } = await ofManager().open(holder)
  expect(textOf(html)).toContain('Bookings ahead that need it Wed 25 Nov, 10:00–11:00')
  expect(valuesOf(html, 'seen')).toEqual([booked.id])
  const key = fieldsOf(html, holder)['key'] ?? ''
  // Booked after the page was drawn.
  const late = await lab.book(helixResearcher, '2026-11-26 10:00', '2026-11-26 11:00')
  const unseen = await ofManager().send(holder, {
    key,
    act: 'withdraw',
    reason: 'left the lens dirty',
    seen: booked.id,
  })
  expect(unseen.status).toBe(409)
  expect(textOf(unseen.html)).toContain('2 bookings would not be covered')
  const untouched = await park.rows('SELECT 1 FROM qualification WHERE withdrawn_at IS NOT NULL')
  expect(untouched).toEqual([])
  const form = new URLSearchParams([
    ...[booked.id, late.id].map((id) => ['seen', id]),
    ...Object.entries({ key: 'frm_again', act: 'withdraw', reason: 'left the lens dirty' }),
  ])
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const done = await park.call(imagingManager, 'POST', holder, form.toString(), headers)
  expect(done.status).toBe(303)
  const again = await park.call(imagingManager, 'POST', holder, form.toString(), headers)
  expect(again.status).toBe(303)

  expect((await lab.booking(booked))['state']).toBe('confirmed')
  expect(textOf((await visitor(park, helixResearcher).open(`/b/${booked.id}`)).html)).toContain(
    'Not covered by training Your qualification is valid until',
  )
  await expect(lab.book(helixResearcher, '2026-11-27 10:00', '2026-11-27 11:00')).rejects.toThrow(
    'qualification-expired',
  )
  const letters = await lettersOf(park)
  expect(letters.map(({ subject }) => subject)).toEqual(['Withdrawn: Confocal training'])
  expect(letters[0]?.text).toContain('left the lens dirty')
  expect(letters[0]?.text).toContain('2 bookings of yours are not covered by it any more.')
  const over = textOf((await ofManager().open(`${kindPage}?state=over`)).html)
  expect(over).toContain('Withdrawn on Mon 23 Nov')
})

test('a withdrawal needs a reason, and a new end makes it undone', async () => {
  const bare = await send(park, imagingManager, holder, holder, { act: 'withdraw', reason: ' ' })
  expect([bare.status, textOf(bare.html).includes('Say why.')]).toEqual([422, true])
  expect((await send(park, imagingManager, holder, holder, { act: 'withdraw', reason: 'x' })).status).toBe(303)
  await expect(lab.book(helixResearcher, '2026-11-27 10:00', '2026-11-27 11:00')).rejects.toThrow('expired')
  expect((await send(park, imagingManager, holder, holder, { act: 'until', until: '2027-06-30' })).status).toBe(303)
  await lab.book(helixResearcher, '2026-11-27 10:00', '2026-11-27 11:00')
})

test('an earlier end shows what lies after it before it is set; a later one just is', async () => {
  const booked = await lab.book(helixResearcher, '2026-11-27 10:00', '2026-11-27 11:00')
  const early = await send(park, imagingManager, holder, holder, { act: 'until', until: '2026-11-26' })
  expect(early.status).toBe(409)
  expect(textOf(early.html)).toContain('1 booking would not be covered')
  expect(textOf(early.html)).toContain('Change all the same')
  const seen = { act: 'until', until: '2026-11-26', seen: booked.id }
  expect((await send(park, imagingManager, holder, holder, seen)).status).toBe(303)
  await expect(lab.book(helixResearcher, '2026-11-27 12:00', '2026-11-27 13:00')).rejects.toThrow('expired')
  await lab.book(helixResearcher, '2026-11-26 12:00', '2026-11-26 13:00')
  const [letter] = await lettersOf(park)
  expect(letter?.subject).toBe('Confocal training: good until Thu 26 Nov')
  expect(letter?.text).toContain('One booking of yours is not covered by it any more.')
  expect((await send(park, imagingManager, holder, holder, { act: 'until', until: '2027-11-26' })).status).toBe(303)
  await lab.book(helixResearcher, '2026-11-27 12:00', '2026-11-27 13:00')
})

test('a booking and a withdrawal at once: the booking is none, or was seen', async () => {
  const { html } = await ofManager().open(holder)
  const fields = { ...fieldsOf(html, holder), act: 'withdraw', reason: 'x' }
  const body = {
    resourceId: resources.confocal,
    startsAt: '2026-11-25T10:00:00+08:00',
    endsAt: '2026-11-25T11:00:00+08:00',
  }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const [withdrawn, booked] = await Promise.all([
    ofManager().send(holder, fields),
    park.call(helixResearcher, 'POST', '/api/v1/bookings', body, headers),
  ])
  const [{ n } = { n: null }] = await park.rows(
    'SELECT count(*) AS n FROM qualification WHERE withdrawn_at IS NOT NULL',
  )
  expect(n).toBe(withdrawn.status === 303 ? 1 : 0)
  expect(booked.status === 201 && withdrawn.status === 303).toBe(false)
})

test('another facility’s manager, or a person who never had it, leads nowhere', async () => {
  const stranger = visitor(park, cellsManager)
  const bare = ({ status, html }: { status: number; html: string }) => [status, html.replaceAll(/req_\w+/g, '')]
  const theirs = await stranger.open(holder)
  expect(bare(theirs)).toEqual(bare(await stranger.open(`${kindPage}/people/usr_${'0'.repeat(26)}`)))
  expect(theirs.status).toBe(404)
  expect((await stranger.send(holder, { key: 'frm_x', act: 'withdraw', reason: 'x' })).status).toBe(404)
  expect((await ofManager().open(`${kindPage}/people/${helixColleague.id}`)).status).toBe(404)
  expect((await ofManager().open(`/m/training/no-such-kind`)).status).toBe(404)
  expect(await park.rows('SELECT 1 FROM qualification WHERE withdrawn_at IS NOT NULL')).toEqual([])
  expect(confocal).toBe('qualification_confocal')
})
