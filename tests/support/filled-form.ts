import type { CastPerson } from './cast.ts'
import { textOf } from './html.ts'
import type { TestPark } from './open-park.ts'

const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }

/** Sends a form as a browser does, with a key of its own. */
export async function sendForm(park: TestPark, who: CastPerson, to: string, fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ key: crypto.randomUUID(), ...fields }).toString()
  const answer = await park.call(who, 'POST', to, body, headers)
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '' }
}

/** What somebody reads at an address. */
export async function readAt(park: TestPark, who: CastPerson, path: string): Promise<string> {
  return textOf(await (await park.call(who, 'GET', path)).text())
}
