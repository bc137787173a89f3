import { expect, onTestFinished, test } from 'vitest'
import { tick } from '../../src/jobs.ts'
import { closedBy, type OpeningHours } from '../../src/resources/opening-hours.ts'
import { people, resources } from '../support/cast.ts'
import { bookingDoing, send } from '../support/doings.ts'
import { openPark } from '../support/open-park.ts'

const nine = [{ from: '08:00', to: '12:00' }]
const weekly = [nine, nine, nine, nine, nine, [], []]

test.each(['embedded', 'sqld'] as const)(
  'hours that change while people book leave no booking outside without a mark, and tell each owner once (%s)',
  async (on) => {
    const park = await openPark({ on })
    onTestFinished(park.close)
    const days = ['24', '25', '26', '27', '30']
    const booked = days.flatMap((day) =>
      ['10', '13', '15'].map((hour) => {
        const at = (minute: string) => `2026-11-${day} ${hour}:${minute}`
        return send(park, bookingDoing(at('00'), at('30')))
      }),
    )
    const path = `/api/v1/resources/${resources.confocal}/opening-hours`
    const changing = park.call(people.imagingManager, 'PUT', path, { weekly })
    const answers = await Promise.all([...booked, changing])
    expect(answers.at(-1)?.status).toBe(200)
    const standing = await park.rows(`SELECT b.id AS id, b.starts_at AS startsAt, b.ends_at AS endsAt, m.why AS why
      FROM booking b LEFT JOIN booking_mark m ON m.booking_id = b.id WHERE b.state = 'confirmed'`)
    const hours: OpeningHours = { weekly, holidayRule: 'closed', exceptions: [] }
    const { calendar, timeZone } = park.deps.park()
    for (const { id, startsAt, endsAt, why } of standing) {
      const closed = closedBy(hours, calendar, timeZone, { startsAt: Number(startsAt), endsAt: Number(endsAt) })
      expect([id, why]).toEqual([id, closed === null ? null : 'hours'])
    }
    const told = await park.rows(
      `SELECT body ->> 'bookingId' AS id FROM outbox WHERE kind IN ('booking.outside', 'booking.kept')`,
    )
    const marked = standing.filter(({ why }) => why !== null).map(({ id }) => id as string)
    expect(told.map(({ id }) => id as string).toSorted()).toEqual(marked.toSorted())
  },
)

test('who has a booking that comes to stand outside gets one letter, which says so', async () => {
  const park = await openPark()
  onTestFinished(park.close)
  await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
  const path = `/api/v1/resources/${resources.confocal}/opening-hours`
  for (const week of [weekly, weekly.map(() => [])])
    await park.call(people.imagingManager, 'PUT', path, { weekly: week })
  await tick(park.deps, ({ error }) => {
    throw error
  })
  const letters = await park.rows(`SELECT address, subject FROM demo_mail WHERE subject LIKE '%your booking stays%'
    OR subject LIKE '%您的预约保留%'`)
  expect(letters.map(({ address }) => address)).toEqual([people.helixResearcher.email])
})

test('what its managers let stand in for a machine is offered when that is taken, whatever its category', async () => {
  const park = await openPark()
  onTestFinished(park.close)
  await park.script(`INSERT INTO resource_equivalent (resource_id, other_id)
    VALUES ('${resources.confocal}', '${resources.benches}')`)
  await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
  const { status, body } = await send(park, bookingDoing('2026-11-25 14:00', '2026-11-25 16:00'))
  const { alternatives } = JSON.parse(body) as { alternatives: { resourceId: string; reason: string }[] }
  expect([status, alternatives.some(({ resourceId }) => resourceId === resources.benches)]).toEqual([409, true])
})
