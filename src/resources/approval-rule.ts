import { z } from 'zod'

/** Whose consent a resource may ask for. The park's admins may stand in for any of them. */
export const approvers = ['lab-manager', 'safety', 'firm-admin'] as const

export type Approver = (typeof approvers)[number]

/** One consent that bookings of a resource need: whose, and within how many hours of the clock. */
export const approvalRuleSchema = z
  .strictObject({
    by: z.enum(approvers),
    /** Counted round the clock: nights and holidays too. */
    hours: z.number().int().min(1).max(720),
  })
  .meta({ id: 'ApprovalRule' })

export type ApprovalRule = z.infer<typeof approvalRuleSchema>

/** All are asked at once, each for itself. */
export const approvalRulesSchema = z
  .array(approvalRuleSchema)
  .max(approvers.length)
  .refine((rules) => new Set(rules.map(({ by }) => by)).size === rules.length, { params: { kind: 'format' } })

/** Hours within which consent is given where nobody says otherwise. */
export const usualApprovalHours = 24

/** `none`, or `lab-manager 24h; safety 48h`: as a catalogue file says it. */
export function approvalText(rules: readonly ApprovalRule[]): string {
  return rules.length === 0 ? 'none' : rules.map(({ by, hours }) => `${by} ${hours}h`).join('; ')
}

/** The rules of a text, or null for one that says something else. Hours may be left out. */
export function readApprovals(text: string): ApprovalRule[] | null {
  if (text === 'none') return []
  const rules = text.split(/[;；]/).map((part) => {
    const [, by, hours] = /^(lab-manager|safety|firm-admin)(?: +([1-9]\d{0,2}) ?h)?$/.exec(part.trim()) ?? []
    return { by, hours: hours === undefined ? usualApprovalHours : Number(hours) }
  })
  const read = approvalRulesSchema.safeParse(rules)
  return read.success ? read.data : null
}
