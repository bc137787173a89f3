import type { Ask } from './asks.ts'

const ofStatement = { of: 'statement', param: 'number' } as const
const ofPeriod = { of: 'period', param: 'period' } as const

/** Statements, months and what firms object to. */
export const financeAsks: Readonly<Record<string, Ask>> = {
  'GET /api/v1/ledger': {},
  'POST /api/v1/ledger/:id/reversal': { of: 'entry', body: { reason: 'wrong project' } },
  'GET /f/ledger': {},
  'GET /f/ledger.csv': {},
  'GET /f/ledger.xlsx': {},
  'GET /f/ledger.json': {},
  'GET /f/ledger/:id': { of: 'entry' },
  'GET /f/plots': {},
  'GET /me/firm/money': {},
  'GET /f/statements': {},
  'GET /f/statements/:number': ofStatement,
  'POST /f/statements/:number/objections': { ...ofStatement, form: { line: '1', reason: 'never used' } },
  'POST /f/objections/:id/answer': {
    of: 'objection',
    form: { credit: '0', answer: 'it was', statement: '2026-00001' },
  },
  'POST /f/statements/:number/payments': {
    ...ofStatement,
    form: { amount: '0.10', paidOn: '2026-11-23', way: 'bank', voucher: 'V-2', note: '' },
  },
  'POST /f/payments/:id/reversal': { of: 'payment', form: { statement: '2026-00001', wrong: 'not ours' } },
  'POST /api/v1/statements/:number/payments': {
    ...ofStatement,
    body: { amountMinor: 10, paidOn: '2026-11-23', voucher: 'V-3' },
  },
  'POST /api/v1/payments/:id/reversal': { of: 'payment', body: { reason: 'not ours' } },
  'POST /f/statements/:number/invoices': {
    of: 'plain',
    param: 'number',
    form: { title: 'A', taxNumber: '91350100M000100Y43', kind: 'special' },
  },
  'POST /f/invoices/:id/number': { of: 'invoice', form: { statement: '2026-00001', number: '7' } },
  'POST /f/invoices/:id/reversal': {
    of: 'made',
    form: { statement: '2026-00001', redNumber: '', redReason: 'wrong' },
  },
  'POST /api/v1/statements/:number/invoices': {
    of: 'plain',
    param: 'number',
    body: { title: 'A', taxNumber: '91350100M000100Y43', kind: 'special' },
  },
  'POST /api/v1/invoices/:id/number': { of: 'invoice', body: { number: '8' } },
  'POST /api/v1/invoices/:id/reversal': { of: 'made', body: { reason: 'wrong' } },
  'GET /f/reconcile': {},
  'POST /f/reconcile': { form: { kept: '"number,amount,voucher,date\\n2026-00001,0.50,V-9,2026-11-23"' } },
  'GET /f/periods/:period': ofPeriod,
  'GET /f/periods/:period/statements.xlsx': ofPeriod,
  'POST /f/periods/:period/statements': { ...ofPeriod, form: {} },
  'POST /f/periods/:period/closing': { ...ofPeriod, form: {} },
  'GET /f/periods/:period/drafts/:firm': { of: 'firm', param: 'firm', also: { period: 'period' } },
  'GET /api/v1/statements': {},
  'GET /api/v1/statements/:number': ofStatement,
  'POST /api/v1/statements/:number/objections': { ...ofStatement, body: { line: 1, reason: 'never used' } },
  'POST /api/v1/objections/:id/answer': { of: 'objection', body: { creditMinor: 0, answer: 'it was' } },
  'GET /api/v1/billing-periods/:period': ofPeriod,
  'POST /api/v1/billing-periods/:period/statements': { ...ofPeriod, body: {} },
  'POST /api/v1/billing-periods/:period/closing': ofPeriod,
}
