import type { Ask } from './asks.ts'

const ofStatement = { of: 'statement', param: 'number' } as const
const ofPeriod = { of: 'period', param: 'period' } as const

const ofPriced = { of: 'resource' } as const
const newRate = { category: 'resident', from: '2027-01-01', per_hour: '150.00', increment: '1', tax: '6' }

const programmeForm = {
  hans: '券',
  hant: '券',
  en: 'Voucher',
  percent: '50',
  startsOn: '2027-01-01',
  endsOn: '2027-12-31',
}
const programmeBody = {
  names: { hans: '券', hant: '券', en: 'Voucher' },
  percent: 50,
  startsOn: '2027-01-01',
  endsOn: '2027-12-31',
}
const ofClaims = { of: 'programme', also: { period: 'period' } } as const

/** Prices, subsidies, statements, months and what firms object to. */
export const financeAsks: Readonly<Record<string, Ask>> = {
  'GET /api/v1/ledger': {},
  'POST /api/v1/ledger/:id/reversal': { of: 'entry', body: { reason: 'wrong project' } },
  'GET /f/rates': {},
  'GET /f/rates/:id': ofPriced,
  'GET /f/rates/prices.csv': {},
  'GET /f/rates/import': {},
  'POST /f/rates/import': { form: {}, nobody: 'it has no file' },
  'POST /f/rates/import/apply': { form: { draft: 'none' }, nobody: 'there is no file' },
  'POST /f/rates/:id': { ...ofPriced, form: newRate },
  'POST /f/rates/:id/withdrawal': { ...ofPriced, form: { category: 'resident', from: '1798646400' } },
  'POST /f/rates/:id/charge-basis': { ...ofPriced, form: { category: 'resident', basis: 'used' } },
  'GET /b/:id/extras': { of: 'booking' },
  'POST /b/:id/extras': { of: 'booking', form: { assisted: '0' } },
  'POST /api/v1/bookings/:id/extras': { of: 'booking', body: {} },
  'GET /f/consumables': {},
  'POST /f/consumables': { form: ({ facility = '' }) => ({ en: 'Tips', facility, price: '12.50', tax: '13' }) },
  'POST /f/consumables/:id/retirement': { of: 'consumable', form: {} },
  'GET /f/discounts': {},
  'POST /f/discounts': { form: { en: 'Start-ups', subject: 'everyone', window: 'none', tiers: '10%' } },
  'POST /f/discounts/:id/end': { of: 'discount', form: {} },
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
  'GET /f/subsidies': {},
  'POST /f/subsidies': { form: programmeForm },
  'GET /f/subsidies/:id': { of: 'programme' },
  'POST /f/subsidies/:id': { of: 'unused', form: programmeForm },
  'POST /f/subsidies/:id/closing': { of: 'programme', form: {} },
  'GET /f/subsidies/:id/claims/:period/:as': { of: 'programme', also: { period: 'period', as: 'code' } },
  'POST /f/subsidies/:id/claims/:period': { ...ofClaims, form: {} },
  'POST /f/claim-lists/:id/payment': { of: 'claimList', form: { voucher: 'V-1' } },
  'POST /f/firm-standings/:id': { of: 'firm', form: { region: '浦东', controller: '' } },
  'GET /f/entitlements': {},
  'POST /f/entitlements': {
    form: ({ firm = '' }) => ({ whose: firm, facility: '', hours: '8' }),
  },
  'GET /f/providers': {},
  'POST /f/providers': {
    form: ({ firm = '' }) => ({ assetNumber: 'AS-confocal', firm, percent: '60' }),
  },
  'GET /f/providers/:id': { of: 'firm' },
  'GET /f/providers/:id/csv': { of: 'firm' },
  'POST /f/providers/:id/payouts': { of: 'firm', form: { voucher: '' }, nobody: 'nothing is due' },
  'GET /api/v1/subsidy-programmes': {},
  'POST /api/v1/subsidy-programmes': { body: programmeBody },
  'PUT /api/v1/subsidy-programmes/:id': { of: 'unused', body: programmeBody },
  'POST /api/v1/subsidy-programmes/:id/closing': { of: 'programme' },
  'GET /api/v1/subsidy-programmes/:id/claims/:period': ofClaims,
  'POST /api/v1/subsidy-programmes/:id/claims/:period': ofClaims,
  'POST /api/v1/claim-lists/:id/payment': { of: 'claimList', body: { voucher: '' } },
}
