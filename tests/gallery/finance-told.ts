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
  const payment = await call(telling, 'parkFinance', 'POST', `/api/v1/statements/${number}/payments`, paid)
  places.set('payment', `/f/payments/${(payment as { id: string }).id}`)
  const deposit = { amountMinor: 500_000, paidOn: '2026-11-16', voucher: 'BANK-2026-098', note: '' }
  const ahead = await call(telling, 'parkFinance', 'POST', `/api/v1/firms/${firmId}/deposits`, deposit)
  places.set('deposit', `/f/payments/${(ahead as { id: string }).id}`)
  await invoices(telling, firmId)
  places.set('bank-file', await bankFile(telling))
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

/** Of the month before: one was taken back in red letters, and is asked for once more. */
async function invoices(telling: Telling, firmId: string): Promise<void> {
  const { stage, places } = telling
  const [row] = await stage.rows(`SELECT number FROM statement WHERE firm_id = '${firmId}' AND period = '2026-10'`)
  const number = row?.['number'] as string
  const title = { title: '海利思生物科技有限公司', taxNumber: '91350100M000100Y43', kind: 'special' }
  const ask = () => call(telling, 'firmFinance', 'POST', `/api/v1/statements/${number}/invoices`, title)
  const { id } = (await ask()) as { id: string }
  await call(telling, 'parkFinance', 'POST', `/api/v1/invoices/${id}/number`, { number: '24112000000012345678' })
  await call(telling, 'parkFinance', 'POST', `/api/v1/invoices/${id}/reversal`, { reason: '抬头有误' })
  await ask()
  places.set('invoiced', `/f/statements/${number}`)
}

/** A line of each kind that the finance department's file may hold. */
async function bankFile({ stage }: Telling): Promise<string> {
  const open = await stage.rows(`SELECT number, total_minor AS minor FROM statement
    WHERE state = 'issued' AND period = '2026-10' AND paid_minor = 0 ORDER BY number LIMIT 2`)
  const [one, other] = open.map(({ number, minor }) => [number as string, (minor as number) / 100] as const)
  return [
    '结算单号,金额,凭证号,日期',
    `${one?.[0]},${one?.[1].toFixed(2)},BANK-2026-131,2026-11-20`,
    `${other?.[0]},${((other?.[1] ?? 0) / 2).toFixed(2)},BANK-2026-132,2026-11-20`,
    '2026-09999,5.00,BANK-2026-133,2026-11-20',
    '2026-00001,many,,31 Nov',
  ].join('\n')
}
