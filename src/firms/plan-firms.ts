import type { Names } from '../deps.ts'
import type { ConsortiumId, FirmId } from '../kernel/id.ts'
import type { WantedFirm } from './firm.ts'
import { movingColumns, type SaidFirm } from './moving-columns.ts'
import type { MovingFault, PlannedLine, ReadLine } from './moving-in.ts'
import { nameKey } from './names-alike.ts'

export interface KnownFirm extends WantedFirm {
  readonly id: FirmId
  readonly state: 'active' | 'suspended' | 'departed'
  readonly rulesVersion: number
}

export interface KnownConsortium extends Names {
  readonly id: ConsortiumId
}

/** A firm as it shall be; `current` is null for a new one. */
export interface FirmEntry {
  readonly current: KnownFirm | null
  readonly wanted: WantedFirm
}

export interface FirmFacts {
  readonly firms: readonly KnownFirm[]
  readonly consortia: readonly KnownConsortium[]
}

/** Compares lines with the firms that are there, by credit code, else by any name that reads alike. Pure. */
export function planFirms(lines: readonly ReadLine<SaidFirm>[], facts: FirmFacts): PlannedLine<FirmEntry>[] {
  const register = new Register(facts.firms)
  return lines.map((line) => planLine(line, facts, register))
}

function planLine(read: ReadLine<SaidFirm>, facts: FirmFacts, register: Register): PlannedLine<FirmEntry> {
  const { line, subject, said } = read
  const faults: MovingFault[] = [...read.faults]
  const holder = register.holderOf(said, faults)
  const current = holder?.firm ?? null
  if (holder?.line) faults.push({ kind: 'repeated', line: holder.line })
  if (current?.state === 'departed') faults.push({ kind: 'departed', value: current.names.hans })
  const consortiumId = consortiumOf(said, current, facts, faults)
  const wanted = wantedOf(said, current, consortiumId)
  if (wanted.names.hans === '') faults.push({ kind: 'missing', column: 'name_zh_hans' })
  register.checkDomains(wanted, holder, faults)
  if (faults.length > 0) return { moved: { line, subject, outcome: 'refused', changes: [], faults }, entry: null }
  register.claim(holder ?? { firm: null, line: null }, wanted, line)
  const changes = current ? changesOf(current, wanted) : []
  const outcome = current === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged'
  const entry = outcome === 'unchanged' ? null : { current, wanted }
  return { moved: { line, subject, outcome, changes, faults }, entry }
}

function consortiumOf(
  { consortium }: SaidFirm,
  current: KnownFirm | null,
  { consortia }: FirmFacts,
  faults: MovingFault[],
): ConsortiumId | null {
  if (consortium === undefined) return current?.consortiumId ?? null
  if (consortium === null) return null
  const key = nameKey(consortium)
  const found = consortia.find(
    (one) => one.id === consortium || [one.hans, one.hant, one.en].map(nameKey).includes(key),
  )
  if (!found) faults.push({ kind: 'unknown', column: 'consortium', value: consortium })
  return found?.id ?? null
}

function wantedOf(said: SaidFirm, current: KnownFirm | null, consortiumId: ConsortiumId | null): WantedFirm {
  return {
    names: namesOf(said, current?.names),
    kind: said.kind ?? current?.kind ?? 'company',
    priceCategory: said.priceCategory ?? current?.priceCategory ?? 'resident',
    tier: said.tier ?? current?.tier ?? 'standard',
    creditCode: said.creditCode === undefined ? (current?.creditCode ?? null) : said.creditCode,
    consortiumId,
    domains: said.domains === undefined ? (current?.domains ?? []) : (said.domains ?? []),
  }
}

function namesOf({ nameHans, nameHant, nameEn }: SaidFirm, current: Names | undefined): Names {
  if (current) return { hans: nameHans ?? current.hans, hant: nameHant ?? current.hant, en: nameEn ?? current.en }
  const any = nameHans ?? nameHant ?? nameEn ?? ''
  return { hans: nameHans ?? any, hant: nameHant ?? any, en: nameEn ?? any }
}

function changesOf(current: KnownFirm, wanted: WantedFirm): string[] {
  const [before, after] = [current, wanted].map(fieldsOf)
  return Object.entries(movingColumns.firms)
    .filter(([, { field }]) => before?.[field] !== after?.[field])
    .map(([name]) => name)
}

function fieldsOf({ names, domains, consortiumId, ...rest }: WantedFirm): Record<string, unknown> {
  const { hans: nameHans, hant: nameHant, en: nameEn } = names
  return { ...rest, nameHans, nameHant, nameEn, consortium: consortiumId, domains: domains.toSorted().join(' ') }
}

/** A firm that is there, or that an earlier line makes; its line once one has spoken of it. */
interface Holder {
  readonly firm: KnownFirm | null
  line: number | null
}

/** Who has which name, code and domain: in the park, and by the lines so far. */
class Register {
  readonly #names = new Map<string, Set<Holder>>()
  readonly #codes = new Map<string, Holder>()
  readonly #domains = new Map<string, Holder>()

  constructor(firms: readonly KnownFirm[]) {
    for (const firm of firms) this.#add({ firm, line: null }, firm)
  }

  /** The firm that the line is about, if there is one. */
  holderOf(said: SaidFirm, faults: MovingFault[]): Holder | null {
    const byCode = said.creditCode ? this.#codes.get(said.creditCode) : undefined
    const names = [said.nameHans, said.nameHant, said.nameEn].filter((name) => name !== undefined)
    const [first, ...more] = new Set(names.flatMap((name) => [...(this.#names.get(nameKey(name)) ?? [])]))
    const holder = byCode ?? first ?? null
    // The same name with another code is another organisation, or a slip: a person decides.
    const otherCode = byCode === undefined && said.creditCode && first?.firm?.creditCode ? first.firm.creditCode : null
    const others = [first, ...more].filter((one) => one !== undefined && one !== holder)
    if (others.length > 0 || otherCode !== null) {
      faults.push({ kind: 'taken', column: 'name', value: names[0] ?? '' })
    }
    return holder
  }

  checkDomains({ domains }: WantedFirm, holder: Holder | null, faults: MovingFault[]): void {
    for (const domain of domains) {
      const other = this.#domains.get(domain)
      if (other && other !== holder) faults.push({ kind: 'taken', column: 'domains', value: domain })
    }
  }

  claim(holder: Holder, wanted: WantedFirm, line: number): void {
    // What the line takes from the firm is free for the lines behind it.
    if (holder.firm) this.#remove(holder, holder.firm)
    holder.line = line
    this.#add(holder, wanted)
  }

  #add(holder: Holder, { names, creditCode, domains }: WantedFirm): void {
    for (const name of [names.hans, names.hant, names.en]) {
      const key = nameKey(name)
      const holders = this.#names.get(key) ?? new Set()
      this.#names.set(key, holders.add(holder))
    }
    if (creditCode !== null) this.#codes.set(creditCode, holder)
    for (const domain of domains) this.#domains.set(domain, holder)
  }
  #remove(holder: Holder, { names, creditCode, domains }: WantedFirm): void {
    for (const name of [names.hans, names.hant, names.en]) this.#names.get(nameKey(name))?.delete(holder)
    if (creditCode !== null) this.#codes.delete(creditCode)
    for (const domain of domains) this.#domains.delete(domain)
  }
}
