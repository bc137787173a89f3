import type { Page } from 'playwright-core'

/** The day that the tests of the timeline look at: a Wednesday of the demo park. */
export const day = '2026-11-25'

/** A machine of which somebody has booked 10:00 to 11:00, and whose rest of the day is free until 14:00. */
export interface Machine {
  readonly id: string
  readonly name: string
  readonly booking: string
}

/** An hour of the day from then on, for the researcher; null where it can't be had at once. */
export function book(page: Page, id: string, hour: number): Promise<string | null> {
  const body = JSON.stringify({
    resourceId: id,
    startsAt: `${day}T${hour}:00:00+08:00`,
    endsAt: `${day}T${hour + 1}:00:00+08:00`,
  })
  return page.evaluate(async (sent) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const answer = await fetch('/api/v1/bookings', { method: 'POST', headers, body: sent })
    const { id: booking, state } = (await answer.json()) as { id?: string; state?: string }
    return state === 'confirmed' && booking !== undefined ? booking : null
  }, body)
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
 * The researcher whose page it is books so many machines from ten to eleven, where nobody is until two and one may stay
 * two hours; those of one unit first.
 */
export async function bookMachines(page: Page, count: number): Promise<Machine[]> {
  await freeTheDay(page)
  const query = `bookable=me&freeFrom=${day}T02:00:00Z&freeTo=${day}T06:00:00Z&minutes=240&limit=100`
  const found = await page.evaluate(async (wish) => {
    const { items } = (await (await fetch(`/api/v1/resources?${wish}`)).json()) as {
      items: { id: string; assetNumber: string; units: number; stepMinutes: number; maxMinutes: number }[]
    }
    const fitting = items.filter(({ stepMinutes, maxMinutes }) => 60 % stepMinutes === 0 && maxMinutes >= 120)
    return fitting.toSorted((a, b) => a.units - b.units)
  }, query)
  const made: Machine[] = []
  for (const { id, assetNumber: name } of found) {
    const booking = made.length < count ? await book(page, id, 10) : null
    if (booking !== null) made.push({ id, name, booking })
  }
  if (made.length < count) throw new Error(`the demo’s researcher could book ${made.length} machines only`)
  return made
}
