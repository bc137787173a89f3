import { creditCodeOf } from './credit-code.ts'
import { nameKey } from './names-alike.ts'
import type { KnownFirm } from './plan-firms.ts'

/** Finds a firm by what a file calls it: its id, its credit code, or any name that reads like one of its own. */
export function firmFinder(firms: readonly KnownFirm[]): (text: string) => KnownFirm | null {
  const known = new Map<string, KnownFirm>()
  for (const firm of firms) {
    for (const name of [firm.names.hans, firm.names.hant, firm.names.en]) known.set(`name ${nameKey(name)}`, firm)
    if (firm.creditCode !== null) known.set(`code ${firm.creditCode}`, firm)
    known.set(`id ${firm.id}`, firm)
  }
  return (text) =>
    known.get(`id ${text}`) ?? known.get(`code ${creditCodeOf(text)}`) ?? known.get(`name ${nameKey(text)}`) ?? null
}
