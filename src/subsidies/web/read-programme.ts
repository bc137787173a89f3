import { z } from 'zod'
import type { Names } from '../../deps.ts'
import { isDate } from '../../kernel/wall-clock.ts'
import { plainText } from '../../platform/http/schemas.ts'
import { decimalText } from '../../platform/i18n/format.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import type { Programme, ProgrammeTerms, ScopePart } from '../programme.ts'

const text = (most: number) => plainText(most).default('')
/** Ticked boxes of one name, or codes with commas between. */
const codes = z
  .union([plainText(400), z.array(plainText(80)).max(200)])
  .default('')
  .transform((ticked) => [ticked].flat().join(', '))

/** What the form sends; whatever it says, it can be shown again. */
export const programmeForm = z.strictObject({
  hans: text(120),
  hant: text(120),
  en: text(120),
  region: text(80),
  resources: text(2000),
  facilities: codes,
  categories: text(400),
  tags: text(400),
  tiers: codes,
  priceCategories: codes,
  percent: text(10),
  rank: text(10),
  claimCap: text(20),
  yearCap: text(20),
  yearCapOf: z.enum(['firm', 'controller']).default('firm'),
  budget: text(20),
  startsOn: text(20),
  endsOn: text(20),
  evidence: z.string().max(2000).default(''),
})

export type FilledProgramme = z.output<typeof programmeForm>

/** The terms that a form says; what is no number or day becomes one that is refused, and told. */
export function termsOf(form: FilledProgramme, currency: string): ProgrammeTerms {
  const money = (typed: string) => (typed === '' ? null : (readMoney(typed, currency) ?? -1))
  const day = (typed: string) => (isDate(typed) ? typed : '')
  const scope: ScopePart[] = (
    [
      ['resource', form.resources],
      ['facility', form.facilities],
      ['category', form.categories],
      ['tag', form.tags],
    ] as const
  ).flatMap(([kind, typed]) => listed(typed).map((code): ScopePart => [kind, code]))
  return {
    names: namesOf(form),
    region: form.region,
    scope,
    tiers: listed(form.tiers),
    priceCategories: listed(form.priceCategories),
    percent: /^\d{1,3}$/.test(form.percent) ? Number(form.percent) : 0,
    rank: /^\d{1,4}$/.test(form.rank) ? Number(form.rank) : 1,
    claimCapMinor: money(form.claimCap),
    yearCapMinor: money(form.yearCap),
    yearCapOf: form.yearCapOf,
    budgetMinor: money(form.budget),
    startsOn: day(form.startsOn),
    endsOn: day(form.endsOn),
    evidence: form.evidence
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

/** A name that is left empty takes one that is filled. */
function namesOf({ hans, hant, en }: FilledProgramme): Names {
  const any = hans || hant || en
  return { hans: hans || any, hant: hant || any, en: en || any }
}

/** The form of a programme as it stands. */
export function filledBy(programme: Programme, currency: string): FilledProgramme {
  const money = (minor: number | null) => (minor === null ? '' : decimalText(minor, currency))
  const codes = (kind: string) => programme.scope.filter((part) => part[0] === kind).map((part) => part[1])
  return {
    ...programme.names,
    region: programme.region,
    resources: codes('resource').join(', '),
    facilities: codes('facility').join(', '),
    categories: codes('category').join(', '),
    tags: codes('tag').join(', '),
    tiers: programme.tiers.join(', '),
    priceCategories: programme.priceCategories.join(', '),
    percent: String(programme.percent),
    rank: String(programme.rank),
    claimCap: money(programme.claimCapMinor),
    yearCap: money(programme.yearCapMinor),
    yearCapOf: programme.yearCapOf,
    budget: money(programme.budgetMinor),
    startsOn: programme.startsOn,
    endsOn: programme.endsOn,
    evidence: programme.evidence.join('\n'),
  }
}

/** Codes between commas, each once. */
export function listed(typed: string): string[] {
  return [...new Set(typed.split(/[,，、;；\n]+/).map((part) => part.trim()))].filter((part) => part !== '')
}
