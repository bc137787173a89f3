import { of, placed, seen, type Scene } from './scene.ts'

/** Statements, as a firm and as the park's finance people have them, and a month's end. */
export const financeScenes: readonly Scene[] = [
  ...of('GET /f/statements', {
    statements: seen('parkFinance', '/f/statements'),
    'statements-of-firm': seen('firmFinance', '/f/statements'),
    'statements-none': seen('firmFinance', '/f/statements?period=2026-01'),
  }),
  ...of('GET /f/statements/:number', {
    statement: placed('firmFinance', 'statement', '?line=4'),
    'statement-by-park': placed('parkFinance', 'statement'),
  }),
  ...of('POST /f/statements/:number/objections', {
    'objection-wordless': placed('firmFinance', 'statement', '', {
      send: ({ at }) => ({ to: `${at('statement')}/objections`, fields: { line: '5', reason: '' } }),
      status: 422,
    }),
  }),
  ...of('POST /f/statements/:number/payments', {
    'payment-too-large': placed('parkFinance', 'statement', '', {
      send: ({ at }) => ({
        to: `${at('statement')}/payments`,
        fields: { amount: '999999.00', paidOn: '2026-11-23', way: 'bank', voucher: 'BANK-2026-118', note: '' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /f/reconcile', { reconcile: seen('parkFinance', '/f/reconcile') }),
  ...of('GET /f/ledger', {
    ledger: seen('parkFinance', '/f/ledger?period=2026-11'),
    'ledger-filtered': seen('firmFinance', '/f/ledger?from=2026-11-01&stated=yes'),
    'ledger-none': seen('firmFinance', '/f/ledger?period=2026-01'),
  }),
  ...of('GET /f/plots', {
    plots: seen('parkFinance', '/f/plots'),
    'plots-of-firm': seen('firmFinance', '/f/plots'),
  }),
  ...of('GET /me/firm/money', {
    'firm-money': seen('firmFinance', '/me/firm/money'),
    'firm-money-own': seen('researcher', '/me/firm/money'),
  }),
  ...of('GET /f/ledger/:id', {
    'ledger-entry': placed('firmFinance', 'entry'),
  }),
  ...of('GET /f/periods/:period', {
    period: seen('parkFinance', '/f/periods/2026-11'),
    'period-over': seen('parkFinance', '/f/periods/2026-10'),
  }),
  ...of('GET /f/periods/:period/drafts/:firm', {
    draft: placed('parkFinance', 'draft'),
  }),
]
