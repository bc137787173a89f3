import { expect, test } from 'vitest'
import { adjustEntry } from '../../src/billing/commands/adjust-entry.ts'
import { reverseEntry } from '../../src/billing/commands/reverse-entry.ts'
import { readBooking } from '../../src/bookings/reads/booking-with-names.ts'
import { historyDocument } from '../../src/bookings/reads/history.ts'
import type { EntryId } from '../../src/kernel/id.ts'
import { NotFound } from '../../src/kernel/thrown.ts'
import { people, quotas, resources } from '../support/cast.ts'
import { cancel, closingOf } from '../support/closing.ts'
import { labOf } from '../support/lab.ts'
import { freshKey, openPark } from '../support/open-park.ts'

const { helixResearcher, helixFinance, orchidResearcher, imagingManager, parkFinance } = people

test.each(['embedded', 'sqld'] as const)('a week in the lab comes out the same on the %s engine', async (on) => {
  const park = await openPark({ on })
  const lab = labOf(park)
  const closing = closingOf(park)
  const used = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 16:00')
  const late = await lab.book(helixResearcher, '2026-11-24 14:00', '2026-11-24 16:00')
  const missed = await lab.book(orchidResearcher, '2026-11-24 09:00', '2026-11-24 10:00')
  const broken = await lab.book(orchidResearcher, '2026-11-25 09:00', '2026-11-25 12:00')
  const bench = await lab.book(helixResearcher, '2026-11-23 14:00', '2026-11-23 15:00', {
    resourceId: resources.benches,
  })
  lab.clockAt('2026-11-23 14:00')
  await lab.checkIn(helixResearcher, used)
  lab.clockAt('2026-11-23 15:00')
  await lab.checkOut(helixResearcher, used)
  lab.clockAt('2026-11-24 08:00')
  await lab.cancel(helixResearcher, late)
  await lab.tick('2026-11-24 20:00')
  lab.clockAt('2026-11-25 09:00')
  await lab.checkIn(orchidResearcher, broken)
  lab.clockAt('2026-11-25 10:00')
  const closure = await closing.close('2026-11-25 10:00', null, { kind: 'fault', affected: [cancel(broken)] })
  lab.clockAt('2026-11-25 11:00')
  await closing.reopen(imagingManager, closure.id)
  const [entry] = await park.rows(`SELECT id FROM journal_entry WHERE booking_id = '${missed.id}'`)
  const finance = park.actor(parkFinance)
  await reverseEntry(park.deps, finance, entry?.id as EntryId, { reason: 'the door was locked' }, freshKey())
  await adjustEntry(park.deps, finance, used.id, { amountMinor: -500, reason: 'noise' }, freshKey())
  expect(await Promise.all([used, late, missed, broken, bench].map((booking) => lab.charges(booking)))).toEqual([
    ['usage: time 24000', 'adjustment: adjustment -500'],
    ['late-cancellation: late-cancellation 12000'],
    ['no-show: no-show 12000', 'reversal: no-show -12000'],
    ['usage: time 12000'],
    ['usage: time 3000'],
  ])
  expect(await lab.used(quotas.helixProjectBudget)).toBe(38_500)
  await lab.isSound()
  await park.close()
})

test('a booking is read in one round trip with its history, by those whose business it is', async () => {
  const park = await openPark()
  const lab = labOf(park)
  const { id } = await lab.book(helixResearcher, '2026-11-26 14:00', '2026-11-26 16:00')
  await lab.cancel(imagingManager, { id }, true)
  park.trips.length = 0
  const { booking, names, history } = await readBooking(park.deps, park.actor(helixFinance), id)
  expect(park.trips).toHaveLength(1)
  expect([booking.state, names.person, names.unit]).toEqual(['cancelled', 'helixResearcher', 'confocal 1'])
  expect(historyDocument(history, 'en')).toEqual([
    {
      version: 1,
      at: '2026-11-23T02:00:00Z',
      action: 'booking.confirmed',
      by: { id: helixResearcher.id, name: 'helixResearcher' },
      as: [],
      reason: null,
    },
    {
      version: 2,
      at: '2026-11-23T02:00:00Z',
      action: 'booking.cancelled',
      by: { id: imagingManager.id, name: 'imagingManager' },
      as: [],
      reason: 'our fault',
    },
  ])
  for (const person of [imagingManager, parkFinance]) {
    expect(await readBooking(park.deps, park.actor(person), id)).toMatchObject({ booking: { id } })
  }
  for (const stranger of [orchidResearcher, people.cellsManager, people.visitor]) {
    await expect(readBooking(park.deps, park.actor(stranger), id)).rejects.toThrow(NotFound)
  }
  await park.close()
})
