import { newId } from '../kernel/id.ts'
import { sql } from '../platform/db/sql.ts'
import type { Options } from './commands.ts'
import { Complaint, digest, entropy, now, operatorKey, withPark, type Ground } from './ground.ts'

const mostDays = 3_650

/** Prints a new bearer token of a person; the database keeps its hash alone. */
export async function token(ground: Ground, { email, days = '90' }: Options): Promise<number> {
  if (typeof email !== 'string') throw new Complaint('Whose token? Say --email <address>')
  const lasts = Number(days)
  if (!Number.isInteger(lasts) || lasts < 1 || lasts > mostDays) {
    throw new Complaint(`--days is a whole number from 1 to ${mostDays}, not ${String(days)}`)
  }
  return withPark(ground, async ({ db }) => {
    const { people } = await db.read({
      people: sql<{ id: string; state: string }>`SELECT id, state FROM person WHERE email = ${email.trim()} LIMIT 1`,
    })
    const [person] = people
    if (!person) throw new Complaint(`Nobody in this park has the address ${email}`)
    if (person.state !== 'active') throw new Complaint(`${email} is suspended: no token would let them in`)
    const made = Buffer.from(entropy(32)).toString('base64url')
    const at = now()
    const session = sql`INSERT INTO session (token_hash, id, person_id, kind, label, created_at, expires_at)
      VALUES (${digest(made)}, ${newId('ses', at * 1000, entropy)}, ${person.id}, 'bearer', 'operator', ${at},
        ${at + lasts * 86_400})`
    await db.write([session], operatorKey('token', at))
    ground.say(made)
    return 0
  })
}
