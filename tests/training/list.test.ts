import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../support/cast.ts'
import { at } from '../support/facts.ts'
import { textOf, valuesOf } from '../support/html.ts'
import { openPark, type TestPark } from '../support/open-park.ts'
import { visitor } from '../support/visitor.ts'
import { kindPage } from './stage.ts'

const { imagingManager, cellsManager } = people

let park: TestPark
beforeEach(async () => {
  park = await openPark()
})
afterEach(() => park.close())

const path = `${kindPage}/list`

async function upload(text: string | Uint8Array<ArrayBuffer>, who = imagingManager) {
  const form = new FormData()
  form.set('key', `frm_${crypto.randomUUID()}`)
  form.set('file', new File([text], 'list.csv', { type: 'text/csv' }))
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const answer = await park.call(who, 'POST', path, await request.text(), headers)
  const html = await answer.text()
  return { status: answer.status, html, text: answer.status === 200 || answer.status === 422 ? textOf(html) : html }
}

function apply(plan: string, text: string) {
  return visitor(park, imagingManager).send(path, { key: `frm_${crypto.randomUUID()}`, plan, text })
}

const list = `email,until
Colleague@helix.example,2027-06-30
researcher@helix.example,2020-01-01
researcher@orchid.example,2029-12-31
admin@helix.example,30.6.2027
nobody@helix.example,2027-06-30
,2027-06-30
researcher@helix.example,2027-01-01
colleague@helix.example,2028-06-30
finance@helix.example,2099-06-30
`
const everyone = 'SELECT person_id, valid_from, valid_until, counted_from FROM qualification ORDER BY person_id'

test('a list accounts for each line before anything is changed, is applied, and changes nothing twice', async () => {
  const before = await park.rows(everyone)
  const seen = await upload(list)
  expect(seen.status).toBe(200)
  expect(seen.text).toContain('1 new · 1 extended · 1 unchanged · 6 refused')
  const rows = [
    '2 Colleague@helix.example 2027-06-30 New',
    '3 researcher@helix.example 2020-01-01 Refused: the day is past',
    '4 researcher@orchid.example 2029-12-31 Extended',
    '5 admin@helix.example 30.6.2027 Refused: this is no date like 2027-06-30',
    '6 nobody@helix.example 2027-06-30 Refused: nobody with this address has an account',
    '7 2027-06-30 Refused: this is no address',
    '8 researcher@helix.example 2027-01-01 Unchanged',
    '9 colleague@helix.example 2028-06-30 Refused: an earlier line is about the same person',
    '10 finance@helix.example 2099-06-30 Refused: the day is more than 20 years ahead',
  ]
  for (const row of rows) expect(seen.text).toContain(row)
  expect(await park.rows(everyone)).toEqual(before)

  const [plan = ''] = valuesOf(seen.html, 'plan')
  expect((await apply(plan, list)).status).toBe(303)
  const after = await park.rows(everyone)
  expect(after).toHaveLength(before.length + 1)
  expect(after.map((row) => row['valid_until'])).toContain(at('2027-07-01 00:00'))
  const audit = await park.rows("SELECT 1 FROM audit WHERE action = 'training.granted'")
  expect(audit).toHaveLength(2)

  const again = await upload(list)
  expect(again.text).toContain('0 new · 0 extended · 3 unchanged · 6 refused')
  expect(again.text).toContain('There is nothing to change.')
  park.clock.now += 60
  const old = await apply(plan, list)
  expect([old.status, textOf(old.html).includes('0 new · 0 extended')]).toEqual([409, true])
  expect(await park.rows(everyone)).toEqual(after)
})

test('another list than the one that was seen is shown again instead of applied', async () => {
  const [plan = ''] = valuesOf((await upload(list)).html, 'plan')
  const before = await park.rows(everyone)
  const other = await apply(plan, 'email,until\nadmin@helix.example,2027-06-30\n')
  expect([other.status, textOf(other.html).includes('1 new')]).toEqual([409, true])
  expect(await park.rows(everyone)).toEqual(before)
})

test('what is no list says why, with its line, and is bounded', async () => {
  const cases: [string | Uint8Array<ArrayBuffer>, number, string][] = [
    ['', 422, 'Choose a file.'],
    ['email,until\n', 422, 'The file has no lines besides its head.'],
    ['name,day\nx,y\n', 422, 'The first line has to name the columns email and until.'],
    ['email,until\n"x,2027-01-01\n', 422, 'can’t be read as CSV.'],
    [new Uint8Array([101, 44, 10, 0xff, 0xfe, 10]), 422, 'Line 2 is not UTF-8 text.'],
    [`email,until\n${'a@b.example,2027-01-01\n'.repeat(2_001)}`, 422, 'more than 2,000 lines'],
  ]
  for (const [text, status, sentence] of cases) {
    const answer = await upload(text)
    expect([sentence, answer.status, answer.text.includes(sentence)]).toEqual([sentence, status, true])
  }
  expect((await upload('x'.repeat(300 * 1024))).status).toBe(400)
  const odd = await upload('email,until\n=cmd()@x.example,2027-01-01\n<b>@x.example,2027-01-01\n')
  expect(odd.html).not.toContain('<b>@x')
})

test('two thousand lines are one question and one write, and another facility’s manager has no list', async () => {
  const lines = Array.from({ length: 1_990 }, (_, n) => `person${n}@helix.example,2027-06-30`)
  const text = ['email,until', 'colleague@helix.example,2027-06-30', ...lines].join('\n')
  park.trips.length = 0
  const seen = await upload(text)
  expect(seen.text).toContain('1 new · 0 extended · 0 unchanged · 1990 refused')
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  const [plan = ''] = valuesOf(seen.html, 'plan')
  park.trips.length = 0
  expect((await apply(plan, text)).status).toBe(303)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read', 'write'])
  expect((await upload(list, cellsManager)).status).toBe(404)
})
