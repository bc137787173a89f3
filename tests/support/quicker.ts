import type { Visit } from './browser.ts'

export interface Taken {
  readonly slot: string
  readonly giveBack: () => Promise<void>
}

/** Somebody books every unit of an instrument, at the first of these times that they can have. Throws without one. */
export async function takeOne({ page, context }: Visit, instrument: string, slots: readonly string[]): Promise<Taken> {
  const post = (path: string, body: object) =>
    page.evaluate(
      async ({ path, body }) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
        const answer = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
        return (await answer.json()) as { id?: string; type?: string }
      },
      { path, body },
    )
  const cancel = async (ids: readonly string[]) => {
    for (const id of ids) await post(`/bookings/${id}/cancellation`, {})
  }
  for (const slot of slots) {
    const [startsAt, endsAt] = slot.split('/')
    const taken: string[] = []
    const book = () => post('/bookings', { resourceId: instrument.split('/')[2], startsAt, endsAt })
    let answer = await book()
    for (; answer.id !== undefined; answer = await book()) taken.push(answer.id)
    if (taken.length > 0 && answer.type === '/problems/unit-taken')
      return { slot, giveBack: () => cancel(taken).then(() => context.close()) }
    await cancel(taken)
  }
  throw new Error('they may have none of these times')
}
