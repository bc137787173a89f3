import type { RequestKey } from '../../deps.ts'

/**
 * The key of a form stands for one choice on it: the same button again is the same request, and after going back
 * another choice is another one instead of a misused key.
 */
export function keyOfForm({ key, requestHash }: RequestKey): RequestKey {
  return { key: `${key}.${requestHash.slice(0, 16)}`, requestHash }
}
