import { afterEach, beforeEach, expect, test } from 'vitest'
import { readBookingPage } from '../../src/bookings/reads/booking-page.ts'
import { people, resources } from '../support/cast.ts'
import { cancel, closingOf } from '../support/closing.ts'
import { everyDay, hoursOf } from '../support/hours.ts'
import { labOf, type Lab } from '../support/lab.ts'
import { openPark, type TestPark } from '../support/open-park.ts'

const { helixResearcher, imagingManager } = people
const wednesday = '2026-11-25'

let park: TestPark
let lab: Lab
let closing: ReturnType<typeof closingOf>
beforeEach(async () => {
  park = await openPark()
  lab = labOf(park)
  closing = closingOf(park)
  // A second microscope, at the first one's price.
  await park.script(`INSERT INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
    SELECT 'rat_equivalent', '${resources.unpriced}', price_category, valid_from, terms, published_at FROM rate
    WHERE resource_id = '${resources.confocal}'`)
})
afterEach(async () => {
  await lab.isSound()
  await park.close()
})

test('whoever loses a time to a closure takes what does the same then with one tap', async () => {
  const booking = await lab.book(helixResearcher, `${wednesday} 10:00`, `${wednesday} 12:00`)
  await closing.close(`${wednesday} 08:00`, `${wednesday} 18:00`, { affected: [cancel(booking)] })
  park.trips.length = 0
  const page = await readBookingPage(park.deps, park.actor(helixResearcher), booking.id)
  expect(park.trips.map(({ kind }) => kind)).toEqual(['read'])
  expect(page.elsewhere).toMatchObject([
    { resourceId: resources.unpriced, reason: 'equivalent', startsAt: page.booking.startsAt },
  ])
  const text = await (await park.call(helixResearcher, 'GET', `/b/${booking.id}`)).text()
  const form = text.slice(text.indexOf('class="elsewhere"'))
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  const sent = ['key', 'project', 'samples', 'slot'].map((name): [string, string] => [name, field(name)])
  const taken = await park.app.request(`/i/${resources.unpriced}/book`, {
    method: 'POST',
    body: new URLSearchParams(sent).toString(),
    headers: {
      authorization: `Bearer ${helixResearcher.token}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  expect(taken.status).toBe(303)
  expect(await park.rows(`SELECT state FROM booking WHERE resource_id = '${resources.unpriced}'`)).toEqual([
    { state: 'confirmed' },
  ])
})

test('the same where new hours took it; nothing for who gave it up themselves, nor for others', async () => {
  const own = await lab.book(helixResearcher, `${wednesday} 13:00`, `${wednesday} 14:00`)
  await lab.cancel(helixResearcher, own)
  const lost = await lab.book(helixResearcher, `${wednesday} 08:00`, `${wednesday} 09:00`)
  await hoursOf(park).set(everyDay('10:00', '18:00'), { affected: [cancel(lost)] })
  const elsewhere = async (who: typeof helixResearcher, id: typeof own.id) =>
    (await readBookingPage(park.deps, park.actor(who), id)).elsewhere.length
  expect(await elsewhere(helixResearcher, lost.id)).toBe(1)
  expect(await elsewhere(imagingManager, lost.id)).toBe(0)
  expect(await elsewhere(helixResearcher, own.id)).toBe(0)
})
