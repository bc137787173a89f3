import { deliverNotices } from '../../src/notices/commands/deliver-notices.ts'
import type { Mail } from '../../src/platform/mail/mailer.ts'
import { facilities, type CastPerson } from '../support/cast.ts'
import { fieldsOf } from '../support/html.ts'
import type { TestPark } from '../support/open-park.ts'
import { visitor, type Page } from '../support/visitor.ts'

export const confocal = 'qualification_confocal'
export const kindPage = `/m/training/${confocal}`
export const usualSession = {
  facility: facilities.imaging as string,
  date: '2026-11-26',
  from: '14:00',
  to: '16:00',
  place: 'Room 2',
  trainer: 'Dr. Lin',
  seats: '2',
  months: '12',
}

/** The letters that wait, told. */
export async function lettersOf(park: TestPark): Promise<Mail[]> {
  const sent: Mail[] = []
  await deliverNotices({ ...park.deps, mailer: { send: async (mail) => void sent.push(mail) } })
  return sent.filter(({ subject }) => !subject.startsWith('Audit checkpoint'))
}

/** Offers a session by its form; answers its id. */
export async function heldSession(park: TestPark, who: CastPerson, changes: object = {}): Promise<string> {
  const answer = await send(park, who, kindPage, `${kindPage}/sessions`, { ...usualSession, ...changes })
  if (answer.status !== 303) throw new Error(`${answer.status} ${answer.html}`)
  return answer.location.replace('/m/sessions/', '')
}

/** Fills in a form of a page and sends it. */
export async function send(
  park: TestPark,
  who: CastPerson,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<Page> {
  const person = visitor(park, who)
  const { html } = await person.open(page)
  return person.send(action, { key: fieldsOf(html, action)['key'] ?? '', ...fields })
}

/** One tap on a session's button at `/me/access`. */
export function seat(park: TestPark, who: CastPerson, session: string, act: 'take' | 'leave') {
  return visitor(park, who).send(`/me/access/sessions/${session}`, { key: `frm_${crypto.randomUUID()}`, act })
}
