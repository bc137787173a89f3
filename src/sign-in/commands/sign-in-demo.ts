import type { Deps } from '../../deps.ts'
import type { PersonId } from '../../kernel/id.ts'
import { NotFound } from '../../kernel/thrown.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { isDemoPerson } from '../demo-people.ts'
import type { Browser } from '../browser.ts'
import { startSession, type SignedIn } from './start-session.ts'

/** Signs in as a person of the demo, without any proof. Throws NotFound outside a demo park, and for anybody else. */
export async function signInDemo(deps: Deps, email: string, browser: Browser): Promise<SignedIn> {
  if (!deps.park().demo || !isDemoPerson(email)) throw new NotFound('person')
  const { people } = await deps.db.read({ people: personQuery(email) })
  const [person] = people
  if (person === undefined) throw new NotFound('person')
  return startSession(deps, { personId: person.id, locale: person.locale, method: 'demo' }, browser)
}

function personQuery(email: string) {
  return sql<{ id: PersonId; locale: Locale }>`SELECT id, locale FROM person
    WHERE email = ${email} AND state = 'active' LIMIT 1`
}
