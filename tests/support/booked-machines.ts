import type { Page } from 'playwright-core'

/** The day that the tests of the timeline look at: a Wednesday of the demo park. */
export const day = '2026-11-25'

/** A machine of which somebody has booked 10:00 to 11:00, and whose rest of the day is free until 14:00. */
export interface Machine {
  readonly id: string
  readonly name: string
  readonly booking: string
}

/** Hours of the day from then on, for the researcher; null where they can't be had at once. */
export function book(page: Page, id: string, hour: number, hours = 1): Promise<string | null> {
  const body = JSON.stringify({ resourceId: id, ...span(hour, hours) })
  return page.evaluate(async (sent) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const answer = await fetch('/api/v1/bookings', { method: 'POST', headers, body: sent })
    const { id: booking, state } = (await answer.json()) as { id?: string; state?: string }
    return state === 'confirmed' && booking !== undefined ? booking : null
  }, body)
}

/** Keeps the first hour of a booking, and leaves the rest free on the very unit. */
async function keepFirstHour(page: Page, booking: string, hour: number): Promise<void> {
  const sent = { path: `/api/v1/bookings/${booking}`, body: JSON.stringify(span(hour, 1)) }
  const refused = await page.evaluate(async ({ path, body }) => {
    const version = (await fetch(path)).headers.get('etag') ?? ''
    const key = crypto.randomUUID()
    const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'if-match': version }
    const answer = await fetch(`${path}/interval`, { method: 'PUT', headers, body })
    return answer.ok ? null : answer.text()
  }, sent)
  if (refused !== null) throw new Error(`the booking could not be shortened: ${refused}`)
}

function span(hour: number, hours: number): { startsAt: string; endsAt: string } {
  return { startsAt: `${day}T${hour}:00:00+08:00`, endsAt: `${day}T${hour + hours}:00:00+08:00` }
}

/** A facility may allow one booking at a time: what the researcher has on the day already is cancelled. */
async function freeTheDay(page: Page): Promise<void> {
  const refused = await page.evaluate(async (date) => {
    const hers = `person=me&state=confirmed&from=${date}T00:00:00%2B08:00&to=${date}T23:59:59%2B08:00&limit=100`
    const { items } = (await (await fetch(`/api/v1/bookings?${hers}`)).json()) as { items: { id: string }[] }
    const headers = () => ({ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() })
    const cancel = (id: string) =>
      fetch(`/api/v1/bookings/${id}/cancellation`, { method: 'POST', headers: headers(), body: '{}' })
    const answers = await Promise.all(items.map(({ id }) => cancel(id)))
    return answers.filter(({ ok }) => !ok).map(({ status }) => status)
  }, day)
  if (refused.length > 0) throw new Error(`a booking of the researcher’s could not be cancelled: ${refused.join()}`)
}

/**
 * The researcher whose page it is books so many machines from ten to eleven, of each a unit that nobody has until two;
 * those of one unit first.
 */
export async function bookMachines(page: Page, count: number): Promise<Machine[]> {
  await freeTheDay(page)
  const query = `bookable=me&freeFrom=${day}T02:00:00Z&freeTo=${day}T06:00:00Z&minutes=240&limit=100`
  const found = await page.evaluate(async (wish) => {
    const { items } = (await (await fetch(`/api/v1/resources?${wish}`)).json()) as {
      items: {
        id: string
        assetNumber: string
        units: number
        stepMinutes: number
        minMinutes: number
        maxMinutes: number
      }[]
    }
    const fitting = items.filter(({ stepMinutes, minMinutes, maxMinutes }) => {
      return 60 % stepMinutes === 0 && minMinutes <= 60 && maxMinutes >= 240
    })
    return fitting.toSorted((a, b) => a.units - b.units)
  }, query)
  const made: Machine[] = []
  for (const { id, assetNumber: name } of found) {
    const booking = made.length < count ? await book(page, id, 10, 4) : null
    if (booking === null) continue
    await keepFirstHour(page, booking, 10)
    made.push({ id, name, booking })
  }
  if (made.length < count) throw new Error(`the demo’s researcher could book ${made.length} machines only`)
  return made
}
