import { afterEach, beforeEach, expect, test } from 'vitest'
import { people, resources, units } from '../../support/cast.ts'
import { fieldsOf, textOf, valuesOf } from '../../support/html.ts'
import { openPark, type TestPark } from '../../support/open-park.ts'
import { codeOf } from '../../support/stickers.ts'
import { visitor, type Visitor } from '../../support/visitor.ts'

let park: TestPark
let cells: Visitor

beforeEach(async () => {
  park = await openPark()
  cells = visitor(park, people.cellsManager)
})
afterEach(() => park.close())

test('a lab manager chooses among their facility’s stickers: one for each unit, one for a lone machine', async () => {
  park.trips.length = 0
  const { status, html } = await cells.open('/m/resources/qr?q=centrifuge')
  expect({ status, trips: park.trips.map(({ kind }) => kind) }).toEqual({ status: 200, trips: ['read'] })
  const expected = await Promise.all(units.centrifuge.map((unit) => codeOf(park, resources.centrifuge, unit)))
  expect(valuesOf(html, 'c')).toEqual(expected)
  const whole = await codeOf(park, resources.centrifuge)
  expect(valuesOf((await cells.open('/m/resources/qr?q=centrifuge&wholes=1')).html, 'c')).toEqual([whole, ...expected])
  expect((await cells.open('/m/resources/qr')).html).not.toContain('Sample confocal')
  const admin = visitor(park, people.parkAdmin)
  expect(valuesOf((await admin.open('/m/resources/qr?q=confocal')).html, 'c')).toEqual([
    await codeOf(park, resources.confocal),
  ])
})

test('a sheet has the chosen labels with all that they say, and none of another facility', async () => {
  const [first = 0] = units.centrifuge
  const code = await codeOf(park, resources.centrifuge, first)
  const strange = await codeOf(park, resources.confocal)
  const { html } = await cells.open(`/m/resources/qr/sheet?size=large&lang=en&lang=zh-Hans&c=${code}&c=${strange}&c=x`)
  const text = textOf(html)
  expect(text).toContain('1 label, 1 page')
  expect(text).toContain('Sample centrifuge')
  expect(text).toContain('Unit centrifuge 1 Asset AS-centrifuge')
  expect(text).toContain('Sample Park')
  expect(html).toContain(`aria-label="http://localhost/q/${code}"`)
  expect(html).not.toContain(`/q/${strange}`)
  expect(html).not.toMatch(/style=|<style/)
})

test('a lost sticker gets a new code, once, on the record; the old one says that it is out of date', async () => {
  const old = await codeOf(park, resources.centrifuge)
  const path = `/m/resources/${resources.centrifuge}/codes`
  const { html } = await cells.open(path)
  const fields = fieldsOf(html, `/m/codes/${old}/replacement`)
  const done = [
    await cells.send(`/m/codes/${old}/replacement`, fields),
    await cells.send(`/m/codes/${old}/replacement`, fields),
  ]
  expect(done.map(({ status, location }) => [status, location])).toEqual([
    [303, path],
    [303, path],
  ])
  const fresh = await codeOf(park, resources.centrifuge)
  expect(fresh).not.toBe(old)
  expect((await cells.open(`/q/${old}`)).status).toBe(410)
  expect((await cells.open(`/q/${fresh}`)).status).toBe(200)
  expect((await cells.send(`/m/codes/${old}/replacement`, {})).status).toBe(409)
  expect(await park.rows("SELECT entity FROM audit WHERE action = 'code.replaced'")).toEqual([{ entity: `qr_${old}` }])
  const strange = visitor(park, people.imagingManager)
  expect((await strange.send(`/m/codes/${fresh}/replacement`, {})).status).toBe(404)
  expect((await strange.open(path)).status).toBe(404)
})
