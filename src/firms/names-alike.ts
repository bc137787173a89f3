import type { Names } from '../deps.ts'

/** What a name comes down to for the eye: two names with the same key can't be told apart. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}\p{P}]/gu, '')
}

/** True when two firms, facilities or consortia could be taken for each other in some language. */
export function areAlike(one: Names, other: Names): boolean {
  const keys = new Set([one.hans, one.hant, one.en].map(nameKey))
  return [other.hans, other.hant, other.en].some((name) => keys.has(nameKey(name)))
}
