import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources } from '../../support/cast.ts'
import { fieldsOf, textOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let colleague: Visitor
let manager: Visitor
const confocal = `/i/${resources.confocal}`

beforeEach(async () => {
  park = await openPark()
  colleague = visitor(park, people.helixColleague)
  manager = visitor(park, people.imagingManager)
})
afterEach(() => park.close())

test('what I am trained for says until when and what it opens, in one round trip', async () => {
  park.trips.length = 0
  const text = textOf((await visitor(park, people.helixResearcher).open('/me/access')).html)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  expect(text).toContain('My training Confocal training Valid until Fri 31 Dec 2027 Imaging Sample confocal')
  expect(text).toContain('Sample cleanroom Cells You may book it')
  expect(text).not.toContain('Ask for')
})

test('training that is over or runs out says so, and can be asked for again', async () => {
  const ends = (at: number) =>
    park.script(`UPDATE qualification SET valid_until = ${at} WHERE person_id = '${people.helixResearcher.id}'`)
  const researcher = visitor(park, people.helixResearcher)
  await ends(park.clock.now + 10 * 86_400)
  expect(textOf((await researcher.open('/me/access')).html)).toContain('Runs out soon: Thu 3 Dec')
  await ends(park.clock.now - 86_400)
  const { html } = await researcher.open('/me/access')
  expect(textOf(html)).toContain('Ended on Sun 22 Nov')
  expect(textOf(html)).toContain('Ask to renew')
})

test('from an instrument one tap asks for its training, and the page then says so', async () => {
  const { html } = await colleague.open(confocal)
  const asked = await colleague.send('/me/access', fieldsOf(html, '/me/access'))
  expect([asked.status, asked.location]).toEqual([303, confocal])
  const after = await colleague.open(confocal)
  expect(textOf(after.html)).toContain('Asked for on Mon 23 Nov; the lab managers will answer')
  expect(after.html).not.toContain('action="/me/access"')
  expect(textOf((await colleague.open('/me/access')).html)).toContain('What I asked for Confocal training Imaging')
})

test('the manager grants until a day, and from then on the instrument can be booked', async () => {
  await colleague.send('/me/access', fieldsOf((await colleague.open(confocal)).html, '/me/access'))
  const { html } = await manager.open('/m/requests')
  expect(textOf(html)).toContain('helixColleague · Helix · colleague@helix.example')
  const [, id = ''] = /action="\/m\/requests\/(acr_\w+)"/.exec(html) ?? []
  const fields = fieldsOf(html, id)
  expect(fields['until']).toBe('2027-11-23')
  const granted = await manager.send(`/m/requests/${id}`, { ...fields, decision: 'granted' })
  expect(granted.status).toBe(303)
  expect(textOf((await manager.open('/m/requests')).html)).toContain('Nothing waits for you')
  const text = textOf((await colleague.open('/me/access')).html)
  expect(text).toContain('Granted until Tue 23 Nov 2027')
  const booked = await colleague.send(`${confocal}/book`, fieldsOf((await colleague.open(confocal)).html, '/book'))
  expect(booked.status).toBe(303)
})

test('a day that is past is asked for again, and nothing is granted', async () => {
  await colleague.send('/me/access', fieldsOf((await colleague.open(confocal)).html, '/me/access'))
  const { html } = await manager.open('/m/requests')
  const [, id = ''] = /action="\/m\/requests\/(acr_\w+)"/.exec(html) ?? []
  for (const until of ['2026-11-22', '', 'soon']) {
    const answer = await manager.send(`/m/requests/${id}`, { decision: 'granted', until })
    expect(answer.status, until).toBe(422)
    expect(textOf(answer.html)).toContain('Choose today or a later day.')
  }
  expect(await park.rows('SELECT decision FROM access_request')).toEqual([{ decision: null }])
})

test('a restricted space asks for access in one tap, and a request can be taken back', async () => {
  const orchid = visitor(park, people.orchidResearcher)
  const cleanroom = `/s/${resources.cleanroom}`
  const asked = await orchid.send('/me/access', fieldsOf((await orchid.open(cleanroom)).html, '/me/access'))
  expect((await orchid.open(asked.location)).location).toBe(cleanroom)
  const { html } = await orchid.open('/me/access')
  const [, path = ''] = /action="([^"]+\/withdrawal)"/.exec(html) ?? []
  expect((await orchid.send(path, fieldsOf(html, '/withdrawal'))).status).toBe(303)
  expect(textOf((await orchid.open('/me/access')).html)).toContain('Access to Sample cleanroom Cells Taken back')
})

test('who books for no firm reads what is missing first', async () => {
  const { html } = await visitor(park, people.visitor).open('/me/access')
  expect(textOf(html)).toContain('Join a firm first')
  expect(html).not.toContain('action="/me/access"')
})
