import type { Names } from '../deps.ts'
import { changedFields, usualEntry, type CatalogueEntry, type SaidEntry } from './catalogue-entry.ts'
import type { ImportedLine, LineFault } from './import-report.ts'
import type { Catalogued, Named } from './catalogued.ts'
import type { ReadLine } from './read-catalogue.ts'

/** What the lines are compared with. */
export interface Catalogue {
  readonly facilities: readonly Named[]
  readonly categories: readonly Named[]
  readonly qualificationKinds: readonly Named[]
  readonly resources: ReadonlyMap<string, Catalogued>
  /** Where lines without a facility go. */
  readonly usualFacility: string
  readonly mayManage: (facilityId: string) => boolean
  /** Whether prices of resources that are there may be changed; a new one comes with its first price. */
  readonly mayPrice: boolean
}

/** A line, and the entry that it makes of its resource when it is taken. */
export interface PlannedLine {
  readonly imported: ImportedLine
  readonly entry: CatalogueEntry | null
  readonly current: Catalogued | null
}

export interface ImportPlan {
  readonly lines: readonly PlannedLine[]
  readonly newCategories: readonly Fresh[]
  readonly newQualificationKinds: readonly Fresh[]
}

/** A category or qualification that only the file knows. */
export interface Fresh {
  readonly id: string
  readonly names: Names
}

/** Compares lines with the catalogue: what is new, what changes, what stays, what is refused. Pure. */
export function planImport(lines: readonly ReadLine[], catalogue: Catalogue): ImportPlan {
  const categories = new Register(catalogue.categories)
  const kinds = new Register(catalogue.qualificationKinds)
  const managed = catalogue.facilities.filter((facility) => catalogue.mayManage(facility.id))
  const ground = { ...catalogue, findFacility: finderOf(managed) }
  const planned = lines.map((line) => planLine(line, ground, categories, kinds))
  return { lines: planned, newCategories: categories.fresh, newQualificationKinds: kinds.fresh }
}

type Ground = Catalogue & { readonly findFacility: (text: string) => Named | undefined }

function planLine(read: ReadLine, catalogue: Ground, categories: Register, kinds: Register): PlannedLine {
  const current = catalogue.resources.get(read.said.assetNumber) ?? null
  const { facility, faults: facilityFaults } = facilityOf(read.said, current, catalogue)
  const faults = [...read.faults, ...facilityFaults, ...unitFaults(read, current)]
  const said: SaidEntry = {
    ...read.said,
    ...(facility === null ? {} : { facility }),
    ...unitsOf(read, current),
    ...(current ? {} : namesOf(read.said)),
    ...(faults.length > 0 ? {} : registered(read.said, current, categories, kinds)),
  }
  const entry: CatalogueEntry = {
    ...(current?.entry ?? { ...usualEntry, facility: '', nameHans: '', nameHant: '', nameEn: '' }),
    ...said,
  }
  const perHourMinor = { ...current?.entry.perHourMinor, ...said.perHourMinor }
  const whole = { ...entry, perHourMinor }
  if (!current && whole.nameEn === '') faults.push({ kind: 'missing', column: 'name_en' })
  const reprices = current !== null && changedFields(said, current.entry).includes('perHourMinor')
  if (reprices && !catalogue.mayPrice) faults.push({ kind: 'price-not-yours' })
  if (whole.minMinutes > whole.maxMinutes) {
    faults.push({ kind: 'lengths', minMinutes: whole.minMinutes, maxMinutes: whole.maxMinutes })
  }
  return outcomeOf(read, current, said, whole, faults)
}

function outcomeOf(
  { line, notes }: ReadLine,
  current: Catalogued | null,
  said: SaidEntry,
  entry: CatalogueEntry,
  faults: readonly LineFault[],
): PlannedLine {
  const { assetNumber } = said
  // Of a resource that is not the viewer's no more is told than that its number is taken.
  const isElsewhere = faults.some(({ kind }) => kind === 'asset-elsewhere')
  const resourceId = isElsewhere ? null : (current?.id ?? null)
  const shared = { line, assetNumber, resourceId, faults, notes, changes: [] }
  if (faults.length > 0) return { imported: { ...shared, outcome: 'refused' }, entry: null, current }
  if (!current) {
    const priced = Object.keys(entry.perHourMinor).length > 0
    const noted = priced ? notes : [...notes, { kind: 'no-price' } as const]
    return { imported: { ...shared, outcome: 'new', notes: noted }, entry, current }
  }
  const changes = changedFields(said, current.entry)
  const outcome = changes.length > 0 ? 'changed' : 'unchanged'
  return { imported: { ...shared, outcome, changes }, entry: changes.length > 0 ? entry : null, current }
}

/** A facility that may not be managed is answered like one that does not exist. */
function facilityOf(
  said: SaidEntry,
  current: Catalogued | null,
  { findFacility, usualFacility, mayManage }: Ground,
): { facility: string | null; faults: LineFault[] } {
  if (current && !mayManage(current.facilityId)) return { facility: null, faults: [{ kind: 'asset-elsewhere' }] }
  if (current && said.facility === undefined) return { facility: null, faults: [] }
  const wanted = said.facility ?? usualFacility
  const found = findFacility(wanted)
  if (found) return { facility: found.code, faults: [] }
  return { facility: null, faults: [{ kind: 'facility-unknown', facility: wanted }] }
}

function unitFaults({ unitCount, said }: ReadLine, current: Catalogued | null): LineFault[] {
  const held = current?.entry.units ?? []
  const missing = said.units
    ? held.filter((name) => !said.units?.includes(name)).length
    : held.length - (unitCount ?? held.length)
  // Fewer units could mean that bookings lose theirs: that is decided unit by unit, not by a file.
  return missing > 0 ? [{ kind: 'fewer-units', expected: held.length, found: held.length - missing }] : []
}

function unitsOf({ unitCount, said }: ReadLine, current: Catalogued | null): Partial<CatalogueEntry> {
  const held = current?.entry.units ?? []
  if (said.units) return { units: [...held, ...said.units.filter((name) => !held.includes(name))] }
  if (unitCount === null) return {}
  const units = [...held]
  for (let number = 1; units.length < unitCount; number++) if (!units.includes(`${number}`)) units.push(`${number}`)
  return { units }
}

/** Ids for what the file calls by name. Of a refused line nothing is registered. */
function registered(
  { category, qualification }: SaidEntry,
  current: Catalogued | null,
  categories: Register,
  kinds: Register,
): Partial<CatalogueEntry> {
  const wanted = category ?? (current ? undefined : usualEntry.category)
  return {
    ...(wanted === undefined ? {} : { category: categories.idOf(wanted) }),
    ...(qualification ? { qualification: kinds.idOf(qualification) } : {}),
  }
}

function namesOf({ nameHans, nameHant, nameEn }: SaidEntry): Pick<CatalogueEntry, 'nameHans' | 'nameHant' | 'nameEn'> {
  const any = nameEn ?? nameHans ?? nameHant ?? ''
  return { nameHans: nameHans ?? nameHant ?? any, nameHant: nameHant ?? nameHans ?? any, nameEn: nameEn ?? any }
}

/** Finds a named thing by its id or any of its names, and makes up an id for one that nobody has named before. */
class Register {
  readonly fresh: Fresh[] = []
  readonly #known: readonly Named[]
  readonly #find: (text: string) => Named | undefined
  readonly #made = new Map<string, string>()

  constructor(known: readonly Named[]) {
    this.#known = known
    this.#find = finderOf(known)
  }

  idOf(text: string): string {
    const known = this.#find(text)?.id ?? this.#made.get(text.toLowerCase())
    if (known !== undefined) return known
    const id = this.#freeId(slugOf(text))
    this.#made.set(text.toLowerCase(), id)
    this.fresh.push({ id, names: namesFor(text) })
    return id
  }

  #freeId(slug: string): string {
    const taken = new Set([...this.#known, ...this.fresh].map((one) => one.id))
    for (let number = 1; ; number++) {
      const id = number === 1 ? slug : `${slug}-${number}`
      if (!taken.has(id)) return id
    }
  }
}

/** Finds by id or code, and only then by any of the names: one thing may be called what another has for its id. */
function finderOf(known: readonly Named[]): (text: string) => Named | undefined {
  const found = new Map<string, Named>()
  const note = (one: Named, name: string) => {
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), one)
  }
  for (const one of known) for (const name of [one.id, one.code]) note(one, name)
  for (const one of known) for (const name of [one.nameHans, one.nameHant, one.nameEn]) note(one, name)
  return (text) => found.get(text.toLowerCase())
}

function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug === '' ? 'named' : slug
}

function namesFor(text: string): Names {
  if (text === usualEntry.category) return { hans: '其他', hant: '其他', en: 'Other' }
  const area = /^area-(\S+)$/.exec(text)?.[1]
  if (area === undefined) return { hans: text, hant: text, en: text }
  return { hans: `${area} 区准入`, hant: `${area} 區准入`, en: `Access to area ${area}` }
}
