import type { Act } from './role-table.ts'
import { mayAnywhere, type Viewer } from './viewer.ts'

/**
 * Who may come through a door at all; which objects they may touch there is judged inside.
 * Every route names one, and a person without it gets 403 before anything is done.
 */
export const policies = {
  anyone: () => true,
  'signed-in': () => true,
  'firm-member': whoMay('belong-to-firm'),
  'firm-admin': whoMay('manage-projects'),
  'members-admin': whoMay('manage-members'),
  'firm-finance': whoMay('see-firm-money'),
  'lab-manager': whoMay('manage-resources'),
  'park-finance': whoMay('see-park-money'),
  'park-admin': whoMay('manage-firms'),
  'sign-in-admin': whoMay('manage-sign-in'),
  'any-finance': whoMay('see-firm-money', 'see-park-money'),
  'any-auditor': whoMay('see-audit'),
  'rates-reader': whoMay('see-park-money', 'manage-resources'),
} as const satisfies Record<string, (viewer: Pick<Viewer, 'roles'>) => boolean>

export type PolicyName = keyof typeof policies

/** What a bearer token may be limited to. `read` looks and books nothing; `account` changes who may do what. */
export const scopes = ['read', 'book', 'manage', 'finance', 'admin', 'account'] as const

export type Scope = (typeof scopes)[number]

const scopeOfPolicy: Record<PolicyName, Scope | null> = {
  anyone: null,
  'signed-in': null,
  'firm-member': null,
  'firm-admin': 'admin',
  'members-admin': 'admin',
  'firm-finance': 'finance',
  'lab-manager': 'manage',
  'park-finance': 'finance',
  'park-admin': 'admin',
  'sign-in-admin': 'admin',
  'any-finance': 'finance',
  'any-auditor': 'admin',
  'rates-reader': 'finance',
}

/** The scope that a token needs at a door: the policy's own, else `read` to look and `book` to change. */
export function scopeOf(policy: PolicyName, method: string): Scope {
  return scopeOfPolicy[policy] ?? (method === 'get' ? 'read' : 'book')
}

function whoMay(...acts: readonly Act[]): (viewer: Pick<Viewer, 'roles'>) => boolean {
  return (viewer) => acts.some((act) => mayAnywhere(viewer, act))
}
