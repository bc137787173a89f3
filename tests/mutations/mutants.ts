/** One thing switched off: in a file, a text that must be there, and what stands in its place. */
export interface Mutant {
  readonly file: string
  readonly from: string
  readonly to: string
  /** Where a test is likely to notice: asked first. */
  readonly near: readonly string[]
}

type Off = Omit<Mutant, 'near'>

const policyFile = 'src/firms/policy.ts'
const roleFile = 'src/firms/role-table.ts'
const headerFile = 'src/platform/http/security-headers.ts'

/** Doors opened to everybody who is signed in. */
const policies = [
  "'firm-admin': whoMay('manage-projects')",
  "'members-admin': whoMay('manage-members')",
  "'lab-manager': whoMay('manage-resources')",
  "'park-finance': whoMay('see-park-money')",
  "'park-admin': whoMay('manage-firms')",
  "'sign-in-admin': whoMay('manage-sign-in')",
  "'any-finance': whoMay('see-firm-money', 'see-park-money')",
  "'any-auditor': whoMay('see-audit')",
].map((from) => ({ file: policyFile, from, to: from.replace(/: whoMay.*/, ': () => true') }))

/** Acts granted to researchers too. */
const acts = [
  "'book-for-colleagues': ['firm-admin']",
  "'manage-members': ['firm-admin', 'park-admin']",
  "'manage-projects': ['firm-admin']",
  "'see-firm-money': ['firm-admin', 'firm-finance']",
  "'manage-resources': ['lab-manager', 'park-admin']",
  "'see-park-bookings': ['park-finance', 'park-admin']",
  "'see-park-money': ['park-finance', 'park-admin']",
  "'manage-firms': ['park-admin']",
  "'manage-sign-in': ['park-admin']",
  "'see-audit': ['firm-admin', 'lab-manager', 'park-admin']",
].map((from) => ({ file: roleFile, from, to: from.replace('[', "['researcher', ") }))

/** Firms that are no longer kept apart. */
const firms: Off[] = [
  {
    file: 'src/firms/viewer.ts',
    from: '(firmId === null || firmId === there.firmId) &&',
    to: '',
  },
  {
    file: 'src/firms/viewer.ts',
    from: '(facilityId === null || facilityId === there.facilityId),',
    to: 'true,',
  },
  {
    file: 'src/firms/viewer.ts',
    from: 'return viewer.roles.some((role) => role.firmId === firmId)',
    to: 'return viewer.roles.some((role) => role.firmId !== null) || firmId === null',
  },
  { file: 'src/firms/reads/firms.ts', from: 'r.firm_id = f.id OR ', to: '1 OR ' },
  {
    file: 'src/firms/reads/firm-people.ts',
    from: 'if (!firm || !(manages || belongsTo(viewer, firmId)))',
    to: 'if (!firm)',
  },
  {
    file: 'src/firms/commands/save-project.ts',
    from: "if (firmId !== undefined && may(viewer, 'manage-projects', { firmId })) return",
    to: 'if (firmId !== undefined) return',
  },
  { file: 'src/audit/reads/list-audit.ts', from: 'a.firm_id = m.firm_id AND', to: '' },
  { file: 'src/audit/reads/list-audit.ts', from: 'a.facility_id = m.facility_id AND', to: '' },
  {
    file: 'src/firms/commands/accept-invitation.ts',
    from: "if (invitation.address !== null && invitation.address !== viewer.email) throw new NotFound('invitation')",
    to: '',
  },
  {
    file: 'src/sign-in/reads/sign-ins.ts',
    from: 'WHERE person_id = ${viewerId(actor)} AND kind IN',
    to: 'WHERE kind IN',
  },
  {
    file: 'src/sign-in/commands/end-sessions.ts',
    from: 'WHERE id = ${id} AND person_id = ${viewerId(actor)} LIMIT 1',
    to: 'WHERE id = ${id} LIMIT 1',
  },
  {
    file: 'src/sign-in/commands/remove-passkey.ts',
    from: 'WHERE id = ${id} AND person_id = ${personId}`',
    to: 'WHERE id = ${id}`',
  },
]

/** Who somebody is, no longer asked. */
const identity: Off[] = [
  { file: 'src/firms/reads/viewer-query.ts', from: 'AND s.revoked_at IS NULL', to: '' },
  { file: 'src/firms/reads/viewer-query.ts', from: "AND p.state = 'active' LIMIT 1", to: 'LIMIT 1' },
  { file: 'src/firms/reads/viewer-query.ts', from: 'row.inScope !== 1 || ', to: '' },
  { file: 'src/firms/reads/viewer-query.ts', from: "s.kind IN ('cookie', 'bearer') AND", to: '' },
  { file: 'src/platform/http/own-origin.ts', from: 'if (!ours &&', to: 'if (!origin &&' },
  { file: 'src/sign-in/attempt.sql.ts', from: 'SET tries = tries + 1', to: 'SET tries = tries' },
  { file: 'src/sign-in/attempt.sql.ts', from: 'SET used_at = ${now}', to: 'SET tries = tries' },
  {
    file: 'src/sign-in/commands/try-code.ts',
    from: "if (attempt.state === 'suspended') return { kind: 'suspended' }",
    to: '',
  },
  { file: 'src/sign-in/commands/finish-sso.ts', from: 'known.hasAccount || ', to: '' },
  { file: 'src/sign-in/commands/finish-sso.ts', from: 'found.firmId === null || known.ownsDomain', to: 'true' },
  { file: 'src/sign-in/fresh.ts', from: 'throw new SignInAgain()', to: 'return' },
  { file: 'src/sign-in/fresh.ts', from: '!session.isScoped && ', to: '' },
  { file: 'src/sign-in/commands/finish-sso.ts', from: ' || new URL(found.issuer).host !== host', to: '' },
  { file: 'src/sign-in/commands/finish-sso.ts', from: 'if (isElsewhere === 1)', to: "if (state === '')" },
  { file: 'src/sign-in/address.ts', from: '.toLowerCase()', to: '' },
]

/** Headers and cookies without their guard. */
const web: Off[] = [
  { file: headerFile, from: 'defaultSrc: ["\'none\'"],', to: '' },
  { file: headerFile, from: 'scriptSrc: self,', to: '' },
  { file: headerFile, from: 'formAction: self,', to: '' },
  { file: headerFile, from: 'frameAncestors: ["\'none\'"],', to: '' },
  { file: headerFile, from: 'baseUri: ["\'none\'"],', to: '' },
  { file: headerFile, from: "xFrameOptions: 'DENY',", to: 'xFrameOptions: false,' },
  { file: headerFile, from: "referrerPolicy: 'same-origin',", to: '' },
  { file: headerFile, from: 'const twoYearsSeconds = 2 * 365', to: 'const twoYearsSeconds = 1 * 365' },
  { file: headerFile, from: "c.res.headers.set('cache-control', 'no-store')", to: 'void 0' },
  { file: 'src/platform/http/cookies.ts', from: "sameSite: 'Lax', ", to: '' },
  {
    file: 'src/platform/http/cookies.ts',
    from: "return isSecure(c) ? '__Host-gongtai' : 'gongtai'",
    to: "return 'gongtai'",
  },
  { file: 'src/platform/http/way-on.ts', from: "pathname.startsWith('//') ?", to: 'false ?' },
]

export const mutants: readonly Mutant[] = [
  ...near(['access'], [...policies, ...acts]),
  ...near(['firms', 'isolation.test.ts', 'audit'], firms),
  ...near(['sign-in'], identity),
  ...near(['security/headers.test.ts', 'platform/http'], web),
]

function near(places: readonly string[], off: readonly Off[]): Mutant[] {
  return off.map((one) => ({ ...one, near: places }))
}
