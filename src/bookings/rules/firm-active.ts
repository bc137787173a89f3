import { refuse, type Rule } from './rule.ts'

/** The firm that pays is not suspended and has not left. */
export const firmActive: Rule = {
  name: 'firm-active',
  test: ({ facts: { payer } }) =>
    !payer || payer.firmState === 'active'
      ? null
      : refuse('firm-suspended', 'active', payer.firmState, 'state', { note: payer.suspensionReason }),
}
