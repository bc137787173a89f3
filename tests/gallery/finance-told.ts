import { call, galleryNow, type Telling } from './telling.ts'

const december = Date.UTC(2026, 11, 1, 1) / 1000

/** The month's end, a week ahead: one firm is stated, the others wait; a line is objected to, another was answered. */
export async function monthsEnd(telling: Telling): Promise<void> {
  const { stage, places } = telling
  // Of each firm as much as a picture can show.
  await stage.script(`DELETE FROM unstated_entry WHERE entry_id NOT IN (SELECT id FROM (SELECT entry_id AS id,
    row_number() OVER (PARTITION BY firm_id ORDER BY entry_id) AS place FROM unstated_entry) WHERE place <= 14)`)
  stage.clock.now = december
  const me = (await call(telling, 'firmFinance', 'GET', '/api/v1/me')) as { firms: { id: string }[] }
  const firmId = me.firms[0]?.id ?? ''
  await call(telling, 'parkFinance', 'POST', '/api/v1/billing-periods/2026-11/statements', { firmId })
  const [row] = await stage.rows(
    `SELECT number FROM statement WHERE firm_id = '${firmId}' AND period = '2026-11' LIMIT 1`,
  )
  const number = row?.['number'] as string
  const object = async (line: number, reason: string) =>
    (await call(telling, 'firmFinance', 'POST', `/api/v1/statements/${number}/objections`, { line, reason })) as {
      id: string
    }
  const answered = await object(2, 'The laser was off for half of it')
  await object(3, '这次预约已经由平台管理员取消，不应收费。')
  const answer = { creditMinor: 100, answer: 'Half of it is credited' }
  await call(telling, 'parkFinance', 'POST', `/api/v1/objections/${answered.id}/answer`, answer)
  const paid = { amountMinor: 10_000, paidOn: '2026-12-01', voucher: 'BANK-2026-117', note: '' }
  await call(telling, 'parkFinance', 'POST', `/api/v1/statements/${number}/payments`, paid)
  const deposit = { amountMinor: 500_000, paidOn: '2026-11-16', voucher: 'BANK-2026-098', note: '' }
  await call(telling, 'parkFinance', 'POST', `/api/v1/firms/${firmId}/deposits`, deposit)
  stage.clock.now = galleryNow
  places.set('balance', `/f/balances/${firmId}`)
  places.set('statement', `/f/statements/${number}`)
  const [programme] = await stage.rows('SELECT id FROM subsidy_programme LIMIT 1')
  places.set('programme', `/f/subsidies/${programme?.['id'] as string}`)
  const [provider] = await stage.rows('SELECT firm_id AS id FROM resource_provider LIMIT 1')
  places.set('provider', `/f/providers/${provider?.['id'] as string}`)
  const [entry] = await stage.rows(`SELECT e.entry_id AS id FROM statement s
    JOIN statement_entry e ON e.statement_id = s.id WHERE s.number = '${number}' LIMIT 1`)
  places.set('entry', `/f/ledger/${entry?.['id'] as string}`)
  const [other] = await stage.rows(`SELECT firm_id AS id FROM unstated_entry WHERE firm_id <> '${firmId}' LIMIT 1`)
  places.set('draft', `/f/periods/2026-11/drafts/${other?.['id'] as string}`)
  const [priced] = await stage.rows("SELECT id FROM resource WHERE asset_number = 'IMG-0102'")
  places.set('rate', `/f/rates/${priced?.['id'] as string}`)
}
