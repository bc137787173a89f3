import { of, placed, seen, type Scene } from './scene.ts'

/** Prices; statements, as a firm and as the park's finance people have them, and a month's end. */
export const financeScenes: readonly Scene[] = [
  ...of('GET /f/rates', {
    rates: seen('parkFinance', '/f/rates'),
    'rates-of-lab': seen('labManager', '/f/rates?q=confocal'),
    'rates-coming': seen('parkFinance', '/f/rates?show=coming'),
  }),
  ...of('GET /f/rates/:id', {
    rate: placed('parkFinance', 'rate', '?from=2026-12-30T12:00&until=2027-01-02T14:15&samples=4&assisted=30'),
    'rate-of-lab': placed('labManager', 'rate'),
  }),
  ...of('GET /f/rates/import', { 'rates-import': seen('parkFinance', '/f/rates/import') }),
  ...of('GET /b/:id/extras', {
    extras: placed('researcher', 'booking.in-use', '/extras'),
    'extras-by-manager': placed('labManager', 'booking.in-use', '/extras'),
  }),
  ...of('GET /f/consumables', { consumables: seen('parkFinance', '/f/consumables') }),
  ...of('GET /f/discounts', { discounts: seen('parkFinance', '/f/discounts') }),
  ...of('POST /f/rates/:id', {
    'rate-refused': placed('parkFinance', 'rate', '', {
      send: ({ at }) => ({ to: at('rate'), fields: { category: 'resident', from: '2027-01-01', until: '2027-02-01' } }),
      status: 409,
    }),
  }),
  ...of('GET /f/statements', {
    statements: seen('parkFinance', '/f/statements'),
    'statements-disputed': seen('parkFinance', '/f/statements?show=disputed'),
    'statements-of-firm': seen('firmFinance', '/f/statements'),
    'statements-none': seen('firmFinance', '/f/statements?period=2026-01'),
  }),
  ...of('GET /f/statements/:number', {
    statement: placed('firmFinance', 'statement', '?line=4'),
    'statement-by-park': placed('parkFinance', 'statement'),
    'statement-invoiced': placed('firmFinance', 'invoiced'),
    'statement-to-invoice': placed('parkFinance', 'invoiced'),
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
  ...of('POST /f/payments/:id/reversal', {
    'payment-reversal': placed('parkFinance', 'statement', '', {
      send: ({ at }) => ({
        to: `${at('payment')}/reversal`,
        fields: { statement: at('statement').replace('/f/statements/', ''), wrong: '' },
      }),
      status: 422,
    }),
    'deposit-reversal': placed('parkFinance', 'balance', '', {
      send: ({ at }) => ({
        to: `${at('deposit')}/reversal`,
        fields: { firm: at('balance').replace('/f/balances/', ''), wrong: '' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /f/reconcile', { reconcile: seen('parkFinance', '/f/reconcile') }),
  ...of('POST /f/reconcile', {
    'reconcile-preview': seen('parkFinance', '/f/reconcile', {
      send: ({ at }) => ({ to: '/f/reconcile', fields: {}, file: { name: 'bank.csv', text: at('bank-file') } }),
    }),
  }),
  ...of('GET /f/balances', {
    balances: seen('parkFinance', '/f/balances'),
    'balances-of-firm': seen('firmFinance', '/f/balances'),
  }),
  ...of('GET /f/balances/:firm', {
    balance: placed('parkFinance', 'balance'),
    'balance-of-firm': placed('firmFinance', 'balance'),
  }),
  ...of('POST /f/balances/:firm/deposits', {
    'deposit-refused': placed('parkFinance', 'balance', '', {
      send: ({ at }) => ({
        to: `${at('balance')}/deposits`,
        fields: { amount: 'many', paidOn: '2026-11-23', voucher: '', note: '' },
      }),
      status: 422,
    }),
  }),
  ...of('POST /f/balances/:firm/invoice-title', {
    'invoice-title-refused': placed('firmFinance', 'balance', '', {
      send: ({ at }) => ({
        to: `${at('balance')}/invoice-title`,
        fields: { title: '海利思生物科技有限公司', taxNumber: '91310115MA1K3YXX0X', kind: 'special' },
      }),
      status: 422,
    }),
  }),
  ...of('GET /f/balances/import', { openings: seen('parkFinance', '/f/balances/import') }),
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
  ...of('GET /f/subsidies', {
    subsidies: seen('parkFinance', '/f/subsidies'),
    'subsidies-of-firm': seen('firmFinance', '/f/subsidies'),
  }),
  ...of('GET /f/subsidies/:id', {
    programme: placed('parkFinance', 'programme'),
  }),
  ...of('POST /f/subsidies', {
    'programme-refused': seen('parkFinance', '/f/subsidies', {
      send: () => ({ to: '/f/subsidies', fields: { hans: '新券', percent: '150', facilities: 'NOWHERE' } }),
      status: 422,
    }),
  }),
  ...of('GET /f/entitlements', {
    entitlements: seen('parkFinance', '/f/entitlements'),
  }),
  ...of('POST /f/entitlements', {
    'entitlement-refused': seen('parkFinance', '/f/entitlements', {
      send: () => ({ to: '/f/entitlements', fields: { whose: 'tier:standard', facility: '', hours: 'many' } }),
      status: 422,
    }),
  }),
  ...of('GET /f/providers', {
    providers: seen('parkFinance', '/f/providers'),
  }),
  ...of('GET /f/providers/:id', {
    'provider-statement': placed('parkFinance', 'provider'),
  }),
  ...of('POST /f/providers', {
    'provider-refused': seen('parkFinance', '/f/providers', {
      send: ({ at }) => ({
        to: '/f/providers',
        fields: { assetNumber: 'NONE', firm: at('provider').replace('/f/providers/', ''), percent: '60' },
      }),
      status: 422,
    }),
  }),
]
