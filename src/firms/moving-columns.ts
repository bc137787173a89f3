import { hidesNothing } from '../kernel/plain-text.ts'
import { isDate } from '../kernel/wall-clock.ts'
import { normalAddress } from '../sign-in/address.ts'
import { creditCodeOf } from './credit-code.ts'
import { firmKinds, type FirmKind } from './firm.ts'
import type { CellWish, MovingKind } from './moving-in.ts'
import { nameKey } from './names-alike.ts'
import { roleNames, type RoleName } from './role-table.ts'
import { roleWords } from './role-words.ts'

/** What a line of firms says; what it leaves blank stays as it is, or is as usual. */
export interface SaidFirm {
  readonly nameHans?: string
  readonly nameHant?: string
  readonly nameEn?: string
  readonly kind?: FirmKind
  readonly priceCategory?: string
  readonly tier?: string
  readonly creditCode?: string | null
  readonly consortium?: string | null
  readonly domains?: readonly string[] | null
}

/** What a line of people says: one person at one place. */
export interface SaidPerson {
  readonly address: string
  readonly name?: string
  readonly firm?: string
  readonly facility?: string
  readonly roles?: readonly RoleName[]
}

/** What a line of projects says. */
export interface SaidProject {
  readonly firm: string
  readonly code: string
  readonly name?: string
  readonly startsOn?: string | null
  readonly endsOn?: string | null
  readonly state?: 'open' | 'closed'
  readonly budgetMinor?: number | null
  readonly members?: readonly string[] | null
}

export interface Column {
  /** Where a line keeps it. */
  readonly field: string
  readonly wish: CellWish
  readonly choices?: readonly string[]
  /** Without it a line says nothing. */
  readonly needed?: true
  /** True where a dash takes away what is there. */
  readonly clears?: true
  /** The value, or undefined where the cell is none; `decimals` are the currency's. */
  readonly read: (cell: string, decimals: number) => unknown
  /** A cell to show how it is filled. */
  readonly example: string
}

/** The columns of each file, in their order. */
export const movingColumns: Readonly<Record<MovingKind, Readonly<Record<string, Column>>>> = {
  firms: {
    name_zh_hans: { field: 'nameHans', wish: 'text', read: nameWords, example: '新芽生物' },
    name_zh_hant: { field: 'nameHant', wish: 'text', read: nameWords, example: '新芽生物' },
    name_en: { field: 'nameEn', wish: 'text', read: nameWords, example: 'Sprout Bio' },
    kind: { field: 'kind', wish: 'choice', choices: firmKinds, read: oneOf(firmKinds), example: 'company' },
    price_category: { field: 'priceCategory', wish: 'text', read: words(60), example: 'resident' },
    tier: { field: 'tier', wish: 'text', read: words(60), example: 'standard' },
    credit_code: {
      field: 'creditCode',
      wish: 'credit-code',
      clears: true,
      read: (cell) => creditCodeOf(cell) ?? undefined,
      example: '914403001922038216',
    },
    consortium: { field: 'consortium', wish: 'text', clears: true, read: words(80), example: '' },
    domains: { field: 'domains', wish: 'domains', clears: true, read: domainsIn, example: 'sprout.example' },
  },
  people: {
    address: {
      field: 'address',
      wish: 'address',
      needed: true,
      read: (cell) => normalAddress(cell) ?? undefined,
      example: 'lin@sprout.example',
    },
    name: { field: 'name', wish: 'text', read: words(80), example: '林晓' },
    firm: { field: 'firm', wish: 'text', read: words(80), example: '新芽生物' },
    roles: { field: 'roles', wish: 'roles', choices: roleNames, read: rolesIn, example: 'researcher|firm-admin' },
    facility: { field: 'facility', wish: 'text', read: words(80), example: '' },
  },
  projects: {
    firm: { field: 'firm', wish: 'text', needed: true, read: words(80), example: '新芽生物' },
    code: { field: 'code', wish: 'text', needed: true, read: words(40), example: '2027-K01' },
    name: { field: 'name', wish: 'text', read: words(120), example: '类器官筛选' },
    starts_on: { field: 'startsOn', wish: 'day', clears: true, read: dayIn, example: '2027-01-01' },
    ends_on: { field: 'endsOn', wish: 'day', clears: true, read: dayIn, example: '2027-12-31' },
    state: {
      field: 'state',
      wish: 'choice',
      choices: ['open', 'closed'],
      read: oneOf(['open', 'closed']),
      example: 'open',
    },
    budget: { field: 'budgetMinor', wish: 'money', clears: true, read: minorOf, example: '120000' },
    members: { field: 'members', wish: 'address', clears: true, read: addressesIn, example: 'lin@sprout.example' },
  },
}

// oxlint-disable-next-line no-control-regex
const lineEnd = /[\u0009\u000a\u000d]/

function words(most: number): (cell: string) => string | undefined {
  return (cell) => {
    const fits = cell.length <= most && hidesNothing(cell) && !lineEnd.test(cell)
    return fits ? cell.normalize('NFC') : undefined
  }
}

// A name of signs only would be like every other such name.
function nameWords(cell: string): string | undefined {
  return nameKey(cell) === '' ? undefined : words(80)(cell)
}

function oneOf<T extends string>(choices: readonly T[]): (cell: string) => T | undefined {
  return (cell) => choices.find((choice) => choice === cell.toLowerCase())
}

function parts(cell: string): string[] {
  return cell.split(/[|;；、\s]+/).filter((part) => part !== '')
}

const domain = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/

function domainsIn(cell: string): string[] | undefined {
  const found = [...new Set(parts(cell).map((part) => part.toLowerCase().replace(/^@/, '')))]
  return found.length <= 20 && found.every((part) => part.length <= 253 && domain.test(part)) ? found : undefined
}

/** Roles are taken by their names in the table, and by what screens call them. */
function rolesIn(cell: string): RoleName[] | undefined {
  const found = cell
    .split(/[|;；、]/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
    .map((part) => roleNames.find((role) => calls(role).includes(part)))
  return found.every((role) => role !== undefined) ? [...new Set(found)] : undefined
}

function calls(role: RoleName): string[] {
  return [role, ...Object.values(roleWords).map((names) => names[role].toLowerCase())]
}

/** `2027-01-01`, and `2027/1/1`, which is what spreadsheets make of it. */
function dayIn(cell: string): string | undefined {
  const [, year = '', month = '', date = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(cell) ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDate(day) ? day : undefined
}

/** `12,000.50` in minor units. */
function minorOf(cell: string, decimals: number): number | undefined {
  const [, whole = '', part = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(cell.replaceAll(/[\s,，¥￥]/g, '')) ?? []
  return whole === '' || part.length > decimals ? undefined : Number(whole + part.padEnd(decimals, '0'))
}

function addressesIn(cell: string): string[] | undefined {
  const found = parts(cell).map(normalAddress)
  return found.length <= 500 && found.every((address) => address !== null) ? [...new Set(found)] : undefined
}
