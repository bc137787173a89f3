import { firms } from './cast.ts'

const filters = [
  '',
  'from=2026-11-01',
  'period=2026-11&kind=usage&late=no&stated=no',
  'from=2026-11-01&to=2026-11-30&stated=yes&resource=AS-confocal&project=K07&person=nobody',
  `from=2026-11-01&firm=${firms.helix}&facility=fac_00000000000000000000000001`,
  `period=2026-11&firm=${firms.helix}`,
]

/** Pages and files about money, under every kind of filter. */
export const moneyPages: readonly string[] = [
  '/f/plots',
  '/me/firm/money',
  ...filters.flatMap((filter) => ['/f/ledger', '/f/ledger.csv'].map((path) => `${path}?${filter}`)),
]
