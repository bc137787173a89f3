import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { facilities, people, resources, type CastPerson } from '../support/cast.ts'
import { readAt, sendForm } from '../support/filled-form.ts'
import { fieldsOf, textOf } from '../support/html.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const machine = `/m/resources/${resources.confocal}`
const confocal = `/i/${resources.confocal}`
const { imagingManager: manager, helixResearcher: researcher } = people

const post = (who: CastPerson, to: string, fields: Record<string, string>) => sendForm(park, who, to, fields)
const read = (who: CastPerson, path: string) => readAt(park, who, path)

async function book(day: string, more: object = {}, who = researcher) {
  const body = {
    resourceId: resources.confocal,
    startsAt: `2026-11-${day}T14:00:00+08:00`,
    endsAt: `2026-11-${day}T15:00:00+08:00`,
    ...more,
  }
  const answer = await park.call(who, 'POST', '/api/v1/bookings', body, { 'idempotency-key': crypto.randomUUID() })
  return { status: answer.status, body: (await answer.json()) as Answer }
}
interface Answer {
  readonly id: string
  readonly refusals?: readonly { readonly rule: string; readonly detail: string }[]
}

describe('questions asked at booking', () => {
  const sample = { do: 'add', en: 'Which sample?', hans: '什么样品？', kind: 'text', required: '1' }
  const level = { do: 'add', en: 'Biosafety level', kind: 'choice', choices: 'BSL-1\nBSL-2', category: '1' }
  const ask = async () => {
    await post(manager, `${machine}/questions`, sample)
    await post(manager, `${machine}/questions`, level)
    const rows = await park.rows('SELECT id FROM question ORDER BY resource_id IS NULL')
    return rows.map(({ id }) => id as string) as [string, string]
  }

  test('are put in the form, and a required one unanswered brings it again with what was typed', async () => {
    const [sampleId, levelId] = await ask()
    const who = visitor(park, researcher)
    const { html } = await who.open(confocal)
    expect(textOf(html)).toContain('Which sample?')
    const fields = fieldsOf(html, '/book')
    const typed = { ...fields, purpose: 'Mitochondria', [`answer-${levelId}`]: 'BSL-2' }
    const again = await who.send(`${confocal}/book`, { ...typed, [`answer-${sampleId}`]: ' ' })
    expect(again.status).toBe(422)
    expect(textOf(again.html)).toContain('This must be answered: Which sample?')
    expect(again.html).toContain('value="Mitochondria"')
    expect(again.html).toMatch(/<option value="BSL-2" selected/)
    const next = { ...fieldsOf(again.html, '/book'), [`answer-${sampleId}`]: 'HeLa', [`answer-${levelId}`]: 'BSL-2' }
    const booked = await who.send(`${confocal}/book`, next)
    expect(booked.status).toBe(303)
    expect(await read(researcher, booked.location)).toContain('Which sample? HeLa')
  })

  test('are asked through the API, by their ids, and an answer that does not fit is refused', async () => {
    const [sampleId, levelId] = await ask()
    const refused = await book('26')
    expect([refused.status, refused.body.refusals?.[0]?.rule]).toEqual([422, 'unanswered'])
    expect((await book('26', { answers: { [sampleId]: 'HeLa', [levelId]: 'BSL-9' } })).status).toBe(422)
    expect(await park.rows('SELECT 1 FROM booking')).toEqual([])
    expect((await book('26', { answers: { [sampleId]: 'HeLa', [levelId]: 'BSL-1' } })).status).toBe(201)
  })

  test('are kept with the booking as they were asked, for who booked and the lab and nobody else', async () => {
    const [sampleId] = await ask()
    const { body } = await book('26', { answers: { [sampleId]: 'HeLa' } })
    await post(manager, `${machine}/questions`, { ...sample, do: 'change', question: sampleId, en: 'What exactly?' })
    for (const who of [researcher, manager]) expect(await read(who, `/b/${body.id}`)).toContain('Which sample? HeLa')
    expect(await read(people.helixAdmin, `/b/${body.id}`)).not.toContain('HeLa')
    expect(await read(people.helixAdmin, `/b/${body.id}`)).toContain('Sample confocal')
    expect((await park.call(people.orchidResearcher, 'GET', `/b/${body.id}`)).status).toBe(404)
    expect(await park.rows('SELECT version FROM booking_answer')).toEqual([{ version: 1 }])
  })

  test('of a category are asked for all of it in the facility, and nowhere else', async () => {
    await ask()
    const copied = `UPDATE resource SET category_id = (SELECT category_id FROM resource
      WHERE id = '${resources.confocal}')`
    await park.script(copied)
    expect(await read(people.cellsManager, `/m/resources/${resources.centrifuge}`)).not.toContain('Biosafety level')
    await park.script(`UPDATE resource SET facility_id = '${facilities.imaging}' WHERE id = '${resources.centrifuge}'`)
    expect(await read(manager, `/m/resources/${resources.centrifuge}`)).toContain('Biosafety level')
  })

  test('booked again with one press, they come with the former answers', async () => {
    const [sampleId] = await ask()
    await book('24', { answers: { [sampleId]: 'HeLa' } })
    const who = visitor(park, researcher)
    const { html } = await who.open(confocal)
    const { [`answer-${sampleId}`]: _, ...fields } = fieldsOf(html, '/book')
    const again = await who.send(`${confocal}/book`, { ...fields, again: '1' })
    expect(again.status).toBe(422)
    expect(fieldsOf(again.html, '/book')[`answer-${sampleId}`]).toBe('HeLa')
    expect((await who.send(`${confocal}/book`, fieldsOf(again.html, '/book'))).status).toBe(303)
  })

  test('go out with the person’s data, and are gone with the person', async () => {
    const [sampleId] = await ask()
    const { body } = await book('26', { answers: { [sampleId]: 'Canary cells' } })
    await park.script(`UPDATE session SET created_at = ${park.clock.now} WHERE kind = 'bearer'`)
    const mine = (await (await park.call(researcher, 'GET', '/api/v1/me/export')).json()) as { answers: object[] }
    expect(mine.answers).toMatchObject([{ bookingId: body.id, question: 'Which sample?', answer: 'Canary cells' }])
    await park.call(researcher, 'POST', `/api/v1/bookings/${body.id}/cancellation`, {})
    await park.call(researcher, 'DELETE', '/api/v1/me', { address: researcher.email })
    expect(await park.rows('SELECT * FROM booking_answer')).toEqual([])
  })

  test('need words, and a choice its choices; nothing is changed otherwise', async () => {
    const bad = [
      { ...sample, en: '', hans: '' },
      { ...level, choices: 'one' },
      { ...sample, do: 'change', question: 'x' },
    ]
    for (const fields of bad) expect((await post(manager, `${machine}/questions`, fields)).status).toBe(422)
    expect(await park.rows('SELECT 1 FROM question')).toEqual([])
    expect((await post(people.cellsManager, `${machine}/questions`, sample)).status).toBe(404)
  })

  test('that are not required add nothing that must be done', async () => {
    await post(manager, `${machine}/questions`, level)
    const who = visitor(park, researcher)
    const { html } = await who.open(confocal)
    expect((await who.send(`${confocal}/book`, fieldsOf(html, '/book'))).status).toBe(303)
    const weekly = { slot: '2026-11-26T06:00:00Z/2026-11-26T07:00:00Z', weeks: '2', some: 'none' }
    expect((await post(researcher, `${confocal}/repeat`, weekly)).status).toBe(303)
  })

  test('are asked of a series as well', async () => {
    const [sampleId] = await ask()
    const weekly = { slot: '2026-11-26T06:00:00Z/2026-11-26T07:00:00Z', weeks: '2', some: 'none' }
    const refused = await post(researcher, `${confocal}/repeat`, weekly)
    expect([refused.status, textOf(refused.text).includes('This must be answered.')]).toEqual([409, true])
    expect((await post(researcher, `${confocal}/repeat`, { ...weekly, [`answer-${sampleId}`]: 'HeLa' })).status).toBe(
      303,
    )
    expect(await park.rows('SELECT count(*) AS n FROM booking_answer')).toEqual([{ n: 2 }])
    expect((await post(researcher, `${confocal}/repeat`, { ...weekly, what: 'x' })).status).toBe(400)
  })
})
