import type { Deps } from '../../deps.ts'
import { hexOf } from '../../kernel/hex.ts'

/** A key for one form, drawn with its page. */
export function newFormKey({ entropy }: Pick<Deps, 'entropy'>): string {
  return hexOf(entropy(16))
}
