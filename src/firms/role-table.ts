export const roleNames = [
  'researcher',
  'firm-admin',
  'firm-finance',
  'provider',
  'lab-manager',
  'park-finance',
  'park-admin',
] as const

export type RoleName = (typeof roleNames)[number]

/** Where a role holds: in one firm, in one facility, or in the whole park. */
export const roleScopes = {
  researcher: 'firm',
  'firm-admin': 'firm',
  'firm-finance': 'firm',
  provider: 'firm',
  'lab-manager': 'facility',
  'park-finance': 'park',
  'park-admin': 'park',
} as const satisfies Record<RoleName, 'firm' | 'facility' | 'park'>

/**
 * What each role may do, where it holds. Nothing else grants anything: doors, rules, lists in SQL and the page of roles
 * read this table, and what it does not name is denied.
 */
export const roleTable = {
  'belong-to-firm': ['researcher', 'firm-admin', 'firm-finance', 'provider'],
  book: ['researcher', 'firm-admin'],
  'book-for-colleagues': ['firm-admin'],
  'see-projects': ['researcher', 'firm-admin', 'firm-finance'],
  'manage-members': ['firm-admin', 'park-admin'],
  'manage-projects': ['firm-admin'],
  'see-firm-money': ['firm-admin', 'firm-finance'],
  'share-instruments': ['provider'],
  'manage-resources': ['lab-manager', 'park-admin'],
  'see-park-bookings': ['park-finance', 'park-admin'],
  'see-park-money': ['park-finance', 'park-admin'],
  'manage-firms': ['park-admin'],
  'manage-sign-in': ['park-admin'],
  'see-audit': ['firm-admin', 'lab-manager', 'park-admin'],
} as const satisfies Record<string, readonly RoleName[]>

export type Act = keyof typeof roleTable
