import { approvers, type Approver } from '../../resources/approval-rule.ts'
import type { Policy } from '../../resources/resource.ts'

/** The rules that a form sets, each with its field; lengths in minutes, horizon in days, fees in per cent. */
export const wholeRules = {
  leadMinutes: [0, 525_600],
  horizonDays: [0, 730],
  changeCutoffMinutes: [0, 525_600],
  lateCancellationPercent: [0, 100],
  noShowPercent: [0, 100],
  checkInEarlyMinutes: [0, 1440],
  graceMinutes: [0, 1440],
} as const satisfies { readonly [K in keyof Policy]?: readonly [number, number] }

export type WholeRule = keyof typeof wholeRules

export const choiceRules = {
  checkIn: ['required', 'optional', 'none'],
  chargeBasis: ['booked', 'used', 'union'],
} as const satisfies { readonly [K in keyof Policy]?: readonly Policy[K][] }

/** Consent: nobody's, or that of each with hours beside their name. */
export const consentKinds = ['none', 'asked'] as const

/** The field of the hours within which somebody consents. */
export function consentField(by: Approver): string {
  return `within-${by}`
}

export type ChoiceRule = keyof typeof choiceRules

export interface ReadRules {
  readonly rules: Partial<Policy>
  /** Fields whose text is none of what it can be, with what that is. */
  readonly faults: readonly { readonly field: string; readonly expected: string }[]
}

/** The rules that a form says; a field that is left empty says nothing. */
export function readRules(text: (name: string) => string): ReadRules {
  const rules: Record<string, unknown> = {}
  const faults: ReadRules['faults'][number][] = []
  for (const [field, [least, most]] of Object.entries(wholeRules)) {
    const said = text(field)
    if (said === '') continue
    const value = /^\d{1,7}$/.test(said) ? Number(said) : -1
    if (value < least || value > most) faults.push({ field, expected: `${least}–${most}` })
    else rules[field] = value
  }
  for (const [field, choices] of Object.entries(choiceRules)) {
    const said = text(field)
    if (said === '') continue
    if ((choices as readonly string[]).includes(said)) rules[field] = said
    else faults.push({ field, expected: choices.join(', ') })
  }
  const consent = consentRules(text)
  if (consent !== null && 'field' in consent) faults.push(consent)
  else if (consent !== null) rules['approvals'] = consent
  const free = freeCancellation(text)
  if (free !== null && free.field !== undefined) faults.push({ field: free.field, expected: free.expected })
  else if (free !== null) rules['freeCancellation'] = free
  return { rules: rules as Partial<Policy>, faults }
}

function consentRules(text: (name: string) => string): Policy['approvals'] | ReadRules['faults'][number] | null {
  const kind = text('consent')
  if (kind === 'none') return []
  if (kind !== 'asked') return null
  const asked = approvers.filter((by) => text(consentField(by)) !== '')
  const wrong = asked.find(
    (by) => !/^[1-9]\d{0,2}$/.test(text(consentField(by))) || Number(text(consentField(by))) > 720,
  )
  if (wrong !== undefined || asked.length === 0)
    return { field: consentField(wrong ?? 'lab-manager'), expected: '1–720' }
  return asked.map((by) => ({ by, hours: Number(text(consentField(by))) }))
}

function freeCancellation(text: (name: string) => string) {
  const kind = text('freeKind')
  if (kind === 'day-before') {
    const dayBeforeAt = text('freeAt')
    if (/^([01]\d|2[0-3]):[0-5]\d$/.test(dayBeforeAt)) return { dayBeforeAt }
    return { field: 'freeAt', expected: '00:00–23:59' }
  }
  const minutes = text('freeMinutes')
  if (kind !== 'minutes' || (minutes === '' && text('freeAt') === '')) return null
  if (/^\d{1,6}$/.test(minutes) && Number(minutes) <= 525_600) return { minutesBefore: Number(minutes) }
  return { field: 'freeMinutes', expected: '0–525600' }
}

/** The same rules as the form's fields have them. */
export function rulesFilled(policy: Policy): Record<string, string> {
  const { freeCancellation: free } = policy
  return {
    ...Object.fromEntries(Object.keys(wholeRules).map((field) => [field, String(policy[field as WholeRule])])),
    ...Object.fromEntries(Object.keys(choiceRules).map((field) => [field, policy[field as ChoiceRule]])),
    consent: policy.approvals.length > 0 ? 'asked' : 'none',
    ...Object.fromEntries(policy.approvals.map(({ by, hours }) => [consentField(by), String(hours)])),
    freeKind: 'minutesBefore' in free ? 'minutes' : 'day-before',
    freeMinutes: 'minutesBefore' in free ? String(free.minutesBefore) : '',
    freeAt: 'dayBeforeAt' in free ? free.dayBeforeAt : '',
  }
}
