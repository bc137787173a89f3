import fc from 'fast-check'
import { expect } from 'vitest'
import type { Statement } from '../../src/statements/statement.ts'
import { castNow, firms, people } from './cast.ts'
import { deeds, type BusyLab, type Deed } from './lab-commands.ts'
import type { TestPark } from './open-park.ts'
import { visitor } from './visitor.ts'
import { plant } from '../subsidies/stage.ts'

const { helixFinance, orchidFinance, parkFinance } = people

/** What lowers bills, who pays in advance, and when prices change, before anything is booked. */
export const moneyHouses = fc.record({
  tiers: fc.constantFrom('', '10%', '1h 5%; 2h 33%'),
  programmes: fc.array(
    fc.record({
      percent: fc.constantFrom(25, 50, 70),
      claimCap: fc.constantFrom(null, 1_111),
      yearCap: fc.constantFrom(null, 5_000),
      budget: fc.constantFrom(null, 7_777),
    }),
    { minLength: 0, maxLength: 2 },
  ),
  ahead: fc.constantFrom(0, 3_333, 50_000),
  statedAtOnce: fc.constantFrom(true, true, false),
  newPricesAfter: fc.integer({ min: 1, max: 24 }),
})

export type MoneyHouse = typeof moneyHouses extends fc.Arbitrary<infer T> ? T : never

export async function furnish(park: TestPark, { tiers, programmes, ahead, newPricesAfter }: MoneyHouse) {
  if (tiers !== '') await discount(park, tiers)
  for (const [rank, programme] of programmes.entries()) await plant(park, { ...programme, rank: rank + 1 })
  await newPrices(park, castNow + newPricesAfter * 900)
  if (ahead > 0) await deposit(park, firms.helix, ahead)
}

/** What happens to money after it was earned. */
export type MoneyDeed =
  | { readonly kind: 'issue' | 'next-month' | 'rename' | 'reprice' | 'demote' }
  | { readonly kind: 'object'; readonly which: number; readonly line: number }
  | { readonly kind: 'pay'; readonly which: number; readonly percent: number; readonly way: 'bank' | 'balance' }
  | { readonly kind: 'unpay'; readonly which: number }
  | { readonly kind: 'deposit'; readonly firm: number; readonly amountMinor: number }
  | { readonly kind: 'discount' | 'programme' | 'new-prices' }
  | { readonly kind: 'answer'; readonly which: number; readonly percent: number }
  | { readonly kind: 'lab'; readonly deed: Deed }

export const moneyDeeds: fc.Arbitrary<MoneyDeed[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('issue', 'issue', 'next-month') }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rename', 'reprice', 'demote') }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('object'), which: fc.nat(5), line: fc.integer({ min: 1, max: 6 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('answer'), which: fc.nat(5), percent: fc.constantFrom(0, 33, 100) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('pay'),
        which: fc.nat(5),
        percent: fc.constantFrom(40, 60, 100),
        way: fc.constantFrom('bank', 'balance', 'balance'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('unpay'), which: fc.nat(5) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('deposit'), firm: fc.nat(1), amountMinor: fc.constantFrom(1, 9_999) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('discount', 'programme', 'new-prices') }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('lab'), deed: deeds.map(([first]) => first) }) },
  ) as fc.Arbitrary<MoneyDeed>,
  { minLength: 14, maxLength: 28, size: 'max' },
)

/** Does it, or is refused: anything but a refusal fails the test. */
export async function doesWithMoney(busy: BusyLab, deed: MoneyDeed): Promise<void> {
  const { park } = busy
  switch (deed.kind) {
    case 'lab':
      return busy.does(deed.deed)
    case 'issue':
      await park.call(parkFinance, 'POST', `/api/v1/billing-periods/${monthBefore(park)}/statements`, {})
      return
    case 'next-month':
      park.clock.now += 30 * 86_400
      return
    case 'rename':
      await park.script(`UPDATE firm SET name_en = name_en || '!'; UPDATE person SET name = name || '!';
        UPDATE resource SET name_en = name_en || '!', asset_number = asset_number || '!'`)
      return
    case 'reprice':
      await park.script(`UPDATE rate SET terms = json_set(terms, '$.perHourMinor', 1 + terms ->> '$.perHourMinor')`)
      return
    case 'demote':
      await park.script(`UPDATE firm SET price_category = 'external'`)
      return
    case 'pay':
      return pay(park, deed)
    case 'unpay':
      return unpay(park, deed.which)
    case 'deposit':
      return deposit(park, deed.firm === 0 ? firms.helix : firms.orchid, deed.amountMinor)
    case 'discount':
      return discount(park, '15%')
    case 'programme': {
      const [row] = await park.rows('SELECT count(*) AS count FROM subsidy_programme')
      await plant(park, { percent: 30, rank: 10 + Number(row?.['count']) })
      return
    }
    case 'new-prices':
      return newPrices(park, park.clock.now + 3_600)
    case 'object':
      return object(park, deed.which, deed.line)
    case 'answer':
      return answer(park, deed.which, deed.percent)
  }
}

async function object(park: TestPark, which: number, line: number): Promise<void> {
  const rows = await park.rows(`SELECT number, firm_id FROM statement ORDER BY year, seq`)
  const row = rows[which % Math.max(1, rows.length)]
  if (row === undefined) return
  const who = row['firm_id'] === firms.helix ? helixFinance : orchidFinance
  const path = `/api/v1/statements/${row['number'] as string}/objections`
  const { status } = await park.call(who, 'POST', path, { line, reason: 'not ours' })
  expect([201, 400, 403, 409]).toContain(status)
}

async function answer(park: TestPark, which: number, percent: number): Promise<void> {
  const rows = await park.rows(`SELECT o.id AS id, o.line_no AS line, s.document AS document FROM objection o
    JOIN statement s ON s.id = o.statement_id ORDER BY o.rowid`)
  const row = rows[which % Math.max(1, rows.length)]
  if (row === undefined) return
  const { lines } = JSON.parse(row['document'] as string) as Statement
  const amount = lines.find(({ no }) => no === row['line'])?.amountMinor ?? 0
  const said = { creditMinor: Math.max(0, Math.floor((amount * percent) / 100)), answer: 'looked at' }
  const { status } = await park.call(parkFinance, 'POST', `/api/v1/objections/${row['id'] as string}/answer`, said)
  expect([201, 400, 409]).toContain(status)
}

async function pay(park: TestPark, { which, percent, way }: MoneyDeed & { kind: 'pay' }): Promise<void> {
  const rows = await park.rows('SELECT number, total_minor AS total FROM statement ORDER BY year, seq')
  const row = rows[which % Math.max(1, rows.length)]
  const amountMinor = Math.trunc((Number(row?.['total'] ?? 0) * percent) / 100)
  if (row === undefined || amountMinor === 0) return
  const body = { amountMinor, paidOn: today(park), way, ...(way === 'bank' ? { voucher: voucher(park) } : {}) }
  const path = `/api/v1/statements/${row['number'] as string}/payments`
  expect([201, 400, 409]).toContain((await park.call(parkFinance, 'POST', path, body)).status)
}

async function unpay(park: TestPark, which: number): Promise<void> {
  const rows = await park.rows('SELECT id FROM payment ORDER BY recorded_at, id')
  const row = rows[which % Math.max(1, rows.length)]
  if (row === undefined) return
  const path = `/api/v1/payments/${row['id'] as string}/reversal`
  expect([201, 409]).toContain((await park.call(parkFinance, 'POST', path, { reason: 'bounced' })).status)
}

async function deposit(park: TestPark, firm: string, amountMinor: number): Promise<void> {
  const body = { amountMinor, voucher: voucher(park), paidOn: today(park) }
  expect((await park.call(parkFinance, 'POST', `/api/v1/firms/${firm}/deposits`, body)).status).toBe(201)
}

async function discount(park: TestPark, tiers: string): Promise<void> {
  const window = tiers.includes('h') ? 'month' : 'none'
  const form = { en: 'Off', whose: 'everyone', window, tiers, key: `discount-${voucher(park)}` }
  expect((await visitor(park, parkFinance).send('/f/discounts', form)).status).toBe(303)
}

/** A third more from an instant on: whatever is booked over it is cut there. */
async function newPrices(park: TestPark, from: number): Promise<void> {
  await park.script(`INSERT OR IGNORE INTO rate (id, resource_id, price_category, valid_from, terms, published_at)
    SELECT 'rat_' || resource_id || price_category || '${from}', resource_id, price_category, ${from},
      json_set(terms, '$.perHourMinor', 1 + (terms ->> '$.perHourMinor') * 4 / 3), published_at
    FROM rate r WHERE valid_from = (SELECT max(valid_from) FROM rate
      WHERE resource_id = r.resource_id AND price_category = r.price_category)`)
}

let vouchers = 0
function voucher({ clock }: TestPark): string {
  return `V-${clock.now}-${(vouchers += 1)}`
}

function today({ clock }: TestPark): string {
  return new Date(clock.now * 1000 + 8 * 3_600_000).toISOString().slice(0, 10)
}

function monthBefore({ clock }: TestPark): string {
  const date = new Date(clock.now * 1000 + 8 * 3_600_000)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}
