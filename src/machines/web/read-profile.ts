import { hidesNothing } from '../../kernel/plain-text.ts'
import { parseId } from '../../kernel/id.ts'
import type { Fault } from '../../kernel/thrown.ts'
import type { MachineProfile } from '../commands/save-profile.ts'
import { lengthFields } from './profile-form.tsx'
import type { Filled } from './new-form.tsx'
import { readRules } from './rule-fields.ts'
import { tagsIn } from './together-form.ts'

/** A profile as a form says it, or what is to be put right: faults point at its fields. */
export function readProfile(filled: Filled): MachineProfile | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const text = (name: string) => (filled[name] ?? '').normalize('NFC').trim()
  for (const [name, most] of Object.entries(longest)) {
    if (text(name).length > most) faults.push({ pointer: `/${name}`, kind: 'too-long', expected: String(most) })
    else if (!hidesNothing(text(name))) faults.push({ pointer: `/${name}`, kind: 'format' })
  }
  if (text('number') === '') faults.push({ pointer: '/number', kind: 'missing' })
  const any = text('en') || text('hans') || text('hant')
  if (any === '') faults.push({ pointer: '/en', kind: 'missing' })
  const lengths = lengthsIn(text, faults)
  const { rules, faults: badRules } = readRules(text)
  faults.push(...badRules.map(({ field, expected }) => ({ pointer: `/${field}`, kind: 'choice' as const, expected })))
  const tags = tagsIn(text('tags'))
  if (tags === null) faults.push({ pointer: '/tags', kind: 'value' })
  if (faults.length > 0) return { faults }
  return {
    ...lengths,
    names: {
      hans: text('hans') || text('hant') || any,
      hant: text('hant') || text('hans') || any,
      en: any,
    },
    model: text('model'),
    assetNumber: text('number'),
    location: text('location'),
    categoryId: text('category'),
    qualificationId: text('training') || null,
    restricted: text('restricted') === '1',
    policy: rules,
    tags: tags ?? [],
    roomId: text('room') === '' ? null : (parseId('res', text('room')) ?? parseId('res', noRoom)),
    equivalents: numbersIn(text('equivalents')),
  }
}

const longest: Readonly<Record<string, number>> = {
  hans: 120,
  hant: 120,
  en: 120,
  model: 120,
  number: 60,
  location: 120,
}
/** A text that is no id is one that nobody has. */
const noRoom = `res_${'0'.repeat(26)}`

type Lengths = Record<keyof typeof lengthFields, number>

function lengthsIn(text: (name: string) => string, faults: Fault[]): Lengths {
  const read = Object.entries(lengthFields).map(([name, [least, most]]) => {
    const value = /^\d{1,6}$/.test(text(name)) ? Number(text(name)) : -1
    if (value < least || value > most)
      faults.push({ pointer: `/${name}`, kind: 'choice', expected: `${least}–${most}` })
    return [name, value] as const
  })
  return Object.fromEntries(read) as Lengths
}

function numbersIn(text: string): string[] {
  const numbers = text.split(/[,，;；\n]/).map((one) => one.trim())
  return [...new Set(numbers)].filter((one) => one !== '').slice(0, 30)
}
