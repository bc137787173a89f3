import { refuse, type Ground, type Rule } from './rule.ts'

/** The firm that pays is not suspended and has not left. */
export const firmActive = {
  name: 'firm-active',
  test: ({ facts: { payer } }: Ground) =>
    !payer || payer.firmState === 'active'
      ? null
      : refuse('firm-suspended', 'active', payer.firmState, 'state', { note: payer.suspensionReason }),
} satisfies Rule
