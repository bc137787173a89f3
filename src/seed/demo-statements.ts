import { periodOf } from '../billing/period.ts'
import type { Actor, Deps, Instant, RequestKey } from '../deps.ts'
import type { FirmId } from '../kernel/id.ts'
import type { Db } from '../platform/db/port.ts'
import { json, sql } from '../platform/db/sql.ts'
import { decimalText } from '../platform/i18n/format.ts'
import { addDays, dayOf } from '../kernel/wall-clock.ts'
import { reconcile } from '../settlements/commands/reconcile.ts'
import { recordDeposit } from '../settlements/commands/record-deposit.ts'
import { recordPayment } from '../settlements/commands/record-payment.ts'
import { issueStatements } from '../statements/commands/issue-statements.ts'
import { objectToLine } from '../statements/commands/object-to-line.ts'
import { depsFor } from './demo-bookings.ts'
import { seedLabel } from './demo-people.ts'
import { demoCurrency, demoZone } from './demo-zone.ts'

/**
 * The park's finance states the month that is over, as anybody would find it on a day within the next one: some of it
 * is paid, one firm has paid ahead, and one objects to a line.
 */
export async function stateLastMonth(db: Db, now: Instant, entropy: (bytes: number) => Uint8Array): Promise<void> {
  const random = () => [...entropy(32)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const [park, firm] = [random(), random()]
  await db.write(
    [
      sql`INSERT INTO session (token_hash, person_id, kind, label, created_at, expires_at)
        SELECT w.value ->> 0, p.id, 'bearer', ${seedLabel}, ${now}, ${now + 3600}
        FROM json_each(${json([
          [park, 'finance@park.example'],
          [firm, objector],
        ])}) w JOIN person p ON p.email = w.value ->> 1`,
    ],
    { idempotency: { actor: 'operator', requestHash: '', status: 200, body: '', key: 'seed:finance', at: now } },
  )
  const deps: Deps = { ...(await depsFor(db, entropy)), now: () => now }
  const office = { tokenHash: park, requestId: 'seed' }
  const wish = { period: monthBefore(now), firmId: null, atMost: 1_000 }
  await issueStatements(deps, office, wish, keyOf('statements'))
  await settleSome(deps, office, { tokenHash: firm, requestId: 'seed' })
}

const objector = 'finance@orchid.example'

interface Stated {
  readonly number: string
  readonly totalMinor: number
  readonly firmId: FirmId
  readonly payer: string
}

async function settleSome(deps: Deps, office: Actor, firm: Actor): Promise<void> {
  const { stated } = await deps.db.read({
    stated: sql<Stated>`SELECT s.number AS number, s.total_minor AS totalMinor, f.id AS firmId, f.name_en AS payer
      FROM statement s JOIN firm f ON f.id = s.firm_id WHERE s.total_minor > 0 AND s.lines > 1 ORDER BY s.number
      LIMIT 50`,
  })
  const paidOn = dayOf(deps.now(), demoZone).date
  const of = (name: string) => stated.find(({ payer }) => payer.startsWith(name))
  const [ahead, disputed] = [of('Helix'), of('Orchid')]
  const [whole, matched, part] = stated.filter((one) => one !== ahead && one !== disputed)
  if (ahead) {
    const deposit = { amountMinor: 2_000_000, paidOn, voucher: 'BANK-0912', note: '', purpose: 'balance' } as const
    await recordDeposit(deps, office, ahead.firmId, deposit, keyOf('deposit'))
  }
  if (disputed) {
    const objection = { line: 2, reason: '当天激光器故障，实际没有使用，请核对。' }
    await objectToLine(deps, firm, disputed.number, objection, keyOf('objection'))
  }
  if (whole) {
    const payment = { amountMinor: whole.totalMinor, paidOn, voucher: 'BANK-0915', note: '', way: 'bank' } as const
    await recordPayment(deps, office, whole.number, payment, keyOf('payment'))
  }
  if (matched && part) {
    // As the finance department's file has it: the second has paid half.
    const half = Math.floor(part.totalMinor / 2)
    const rows = [
      [matched.number, decimalText(matched.totalMinor, demoCurrency), 'BANK-0921', paidOn],
      [part.number, decimalText(half, demoCurrency), 'BANK-0922', paidOn],
    ]
    const text = ['number,amount,voucher,date', ...rows.map((row) => row.join(','))].join('\n')
    await reconcile(deps, office, { text, ticked: new Set([3]) }, keyOf('bank-file'))
  }
}

function keyOf(what: string): RequestKey {
  return { key: `seed:${what}`, requestHash: '' }
}

function monthBefore(now: Instant): string {
  const first = `${periodOf(now, demoZone)}-01`
  return addDays(first, -1).slice(0, 7)
}
