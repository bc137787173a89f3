import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { resourcePath } from '../../bookings/web/paths.ts'
import { address } from '../../platform/http/address.ts'
import type { FindPage } from '../reads/find-page.ts'
import type { FoundResource } from '../reads/find-resources.ts'
import type { ResourceKind } from '../resource.ts'
import { FindFormView } from './find-form.tsx'
import { findTextIn } from './find-text.ts'

/** What was asked, as the address has it. */
export interface FindForm {
  readonly q: string
  readonly kind?: ResourceKind | undefined
  readonly facility?: string | undefined
  readonly building?: string | undefined
  readonly category?: string | undefined
  readonly date?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly minutes: number
  readonly mine?: '1' | undefined
  readonly clean?: number | undefined
  readonly biosafety?: number | undefined
  readonly ventilation?: number | undefined
  readonly power?: '1' | undefined
}

export interface FindViewProps {
  readonly found: FindPage
  readonly form: FindForm
  readonly voice: Voice
}

export function FindView({ found, form, voice }: FindViewProps) {
  const words = findTextIn(voice.locale)
  const { resources, next } = found
  return (
    <>
      <h1>{words.title}</h1>
      <FindFormView found={found} form={form} voice={voice} />
      <h2 class="unseen">{words.results}</h2>
      {resources.length === 0 && next === null ? (
        <Nothing form={form} voice={voice} />
      ) : (
        <ul class="rows">
          {resources.map((one) => (
            <FoundRow one={one} form={form} voice={voice} />
          ))}
        </ul>
      )}
      {next === null ? null : (
        <p class="beside">
          <a href={address('/find', { ...form, after: `${next.perHourMinor ?? '-'}.${next.id}` })}>{words.more}</a>
        </p>
      )}
    </>
  )
}

/** Nothing fits: each condition is one tap to let go of, and the first one is all that is asked about time. */
function Nothing({ form, voice }: Omit<FindViewProps, 'found'>) {
  const words = findTextIn(voice.locale)
  const { q, kind, facility, building, category, mine } = form
  const anyTime = { ...form, date: undefined, from: undefined, until: undefined }
  const ways: [text: string, isAsked: boolean, rest: FindForm][] = [
    [words.loosen.time, asksForTime(form), anyTime],
    [
      words.loosen.facility,
      Boolean(facility) || Boolean(building),
      { ...form, facility: undefined, building: undefined },
    ],
    [words.loosen.mine, mine === '1', { ...form, mine: undefined }],
    [words.loosen.kind, Boolean(kind) || Boolean(category), { ...form, kind: undefined, category: undefined }],
    [words.loosen.words, q.trim() !== '', { ...form, q: '' }],
  ]
  const open = ways.filter(([, isAsked]) => isAsked)
  return (
    <>
      <p class="notice">
        <strong>{words.nothing}</strong> {open.length === 0 ? null : words.nothingHint}
      </p>
      <ul class="rows">
        {open.map(([text, , rest]) => (
          <li>
            <a class="row" href={address('/find', { ...rest })}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Name, where it stands, when it is free next, and what that costs this person. */
function FoundRow({ one, form, voice }: { one: FoundResource; form: FindForm; voice: Voice }) {
  const { resource, facility } = one
  const state = stateOf(one, form, voice)
  const where = [nameIn(facility, voice.locale), resource.location].filter(Boolean).join(' · ')
  return (
    <li>
      <a class="row find-row" href={pathOf(one, form, voice)}>
        <span class="what">{nameIn(resource.names, voice.locale)}</span>
        <span class="meta">{[resource.model, where].filter(Boolean).join(' · ')}</span>
        <span class={`now ${state.kind}`}>{[state.text, ...gatesOf(one, voice)].join(' · ')}</span>
        <span class="price">{priceOf(one, form, voice)}</span>
      </a>
    </li>
  )
}

/** With a time asked for, the row leads straight to that time. */
function pathOf({ resource, slot }: FoundResource, form: FindForm, voice: Voice): string {
  const path = resourcePath(resource.id, resource.kind)
  if (!slot || !asksForTime(form)) return path
  const { date } = dayOf(slot.startsAt, voice.zone)
  return address(`${path}/time`, { date, from: voice.clock(slot.startsAt), until: voice.clock(slot.endsAt) })
}

function stateOf({ resource, slot }: FoundResource, form: FindForm, voice: Voice) {
  const words = findTextIn(voice.locale)
  if (resource.state !== 'published') {
    return { kind: 'closed', text: resource.state === 'draft' ? words.draft : words.unavailable }
  }
  if (!slot) return { kind: 'taken', text: words.full }
  return {
    kind: 'free',
    text: asksForTime(form) ? words.freeFor(voice.near(slot)) : words.next(voice.soon(slot.startsAt)),
  }
}

/** What would keep the viewer from booking, in a word or two. */
function gatesOf({ resource, permitted, qualification }: FoundResource, voice: Voice): string[] {
  const words = findTextIn(voice.locale)
  const trained = resource.qualificationId === null || (qualification !== null && qualification.validUntil > voice.now)
  return [...(trained ? [] : [words.training]), ...(permitted ? [] : [words.restricted])]
}

function priceOf({ slot, perHourMinor }: FoundResource, form: FindForm, voice: Voice): string {
  const words = findTextIn(voice.locale)
  if (perHourMinor === 0 && slot?.price?.estimate) return words.bySample
  if (asksForTime(form) && slot?.price) return voice.money(slot.price.totalMinor)
  // Paid by the run: an hour at nothing would read as free.
  if (perHourMinor === 0 && slot?.price && slot.price.totalMinor > 0)
    return words.eachTime(voice.money(slot.price.totalMinor))
  return perHourMinor === null ? words.noPrice : words.hourly(voice.money(perHourMinor))
}

function asksForTime({ date, from }: FindForm): boolean {
  return date !== undefined || from !== undefined
}
