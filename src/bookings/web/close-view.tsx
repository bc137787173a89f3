import { unitIdText, type BookingId } from '../../kernel/id.ts'
import { formatInstant } from '../../kernel/rfc3339.ts'
import { dayOf, spanOfDay } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Bar } from '../../platform/ui/bar.tsx'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { openEnd } from '../../resources/closure.ts'
import type { ClosingWish } from '../closing-wish.ts'
import type { ClosingPreview } from '../reads/closing-preview.ts'
import { refusalText } from '../refusal-text.ts'
import type { RefusedMove } from '../commands/close-resource.ts'
import { AffectedRow } from './affected-row.tsx'
import { CloseForm } from './close-form.tsx'
import { closeText } from './close.text.ts'
import { closePath, resourcePath, slotValue } from './paths.ts'

export interface CloseViewProps {
  readonly preview: ClosingPreview
  readonly wish: ClosingWish
  /** What was chosen for bookings before the page was shown again. */
  readonly chosen: ReadonlyMap<BookingId, string>
  /** Why it was not done. */
  readonly trouble: CloseTrouble | null
  readonly formKey: string
  readonly voice: Voice
}

export type CloseTrouble =
  | { readonly kind: 'stale' | 'passed' | 'overlapping' }
  | { readonly kind: 'moves'; readonly refused: readonly RefusedMove[] }

/** What a closure would do, with a choice for each booking in its way, and the one button that does it. */
export function CloseView(props: CloseViewProps) {
  const { preview, wish, trouble, voice } = props
  const words = closeText[voice.locale]
  const cannotBe = trouble?.kind === 'passed' || trouble?.kind === 'overlapping' || preview.tooMany
  return (
    <>
      <CloseHead preview={preview} wish={wish} voice={voice} />
      {trouble === null ? null : <Trouble trouble={trouble} voice={voice} />}
      <details class="act" open={cannotBe}>
        <summary>{words.change}</summary>
        <CloseForm resource={preview.facts.resource} wish={wish} fault={null} voice={voice} />
      </details>
      {preview.tooMany ? <p class="notice bad">{words.tooMany}</p> : null}
      {cannotBe ? null : <Decision {...props} />}
    </>
  )
}

function Decision({ preview, wish, chosen, formKey, voice }: CloseViewProps) {
  const words = closeText[voice.locale]
  const { facts, affected } = preview
  const { resource } = facts
  return (
    <form method="post" action={closePath(resource.id)}>
      <FormKey value={formKey} />
      <Hidden preview={preview} wish={wish} />
      <h2>{affected.length === 0 ? words.nobody : words.affected(affected.length)}</h2>
      {affected.length === 0 ? null : <p class="quiet">{words.told}</p>}
      <ul class="rows">
        {affected.map((one) => (
          <AffectedRow
            affected={one}
            chosen={chosen.get(one.standing.booking.id)}
            hasUnits={resource.units.length > 1}
            voice={voice}
          />
        ))}
      </ul>
      <Bar>
        <p class="sums sum only">
          <strong>{timeText(preview, wish, voice)}</strong>
        </p>
        <button class="button main" type="submit">
          {words.doIt(affected.length)}
        </button>
      </Bar>
    </form>
  )
}

function timeText({ closed }: Pick<ClosingPreview, 'closed'>, { begin, length }: ClosingWish, voice: Voice): string {
  const words = closeText[voice.locale]
  if (length === 'good') return words.forGood
  const isOpen = closed.endsAt === openEnd
  if (begin === 'now') {
    if (isOpen) return words.fromNowOn
    const endsToday = closed.endsAt === spanOfDay(dayOf(voice.now, voice.zone).date, voice.zone).endsAt
    return endsToday ? words.fromNowToday : words.fromNow(voice.soon(closed.endsAt))
  }
  return isOpen ? words.from(voice.moment(closed.startsAt)) : voice.near(closed)
}

function CloseHead({ preview, wish, voice }: Pick<CloseViewProps, 'preview' | 'wish' | 'voice'>) {
  const words = closeText[voice.locale]
  const { facts, units } = preview
  const { resource } = facts
  const active = resource.units.filter((unit) => unit.state === 'active')
  const named = active.filter((unit) => units.includes(unit.id)).map((unit) => unit.name)
  const which = active.length === 1 ? [] : [units.length === active.length ? words.allUnits : named.join(', ')]
  return (
    <header class="head">
      <h1>
        {words.close} <a href={resourcePath(resource.id, resource.kind)}>{nameIn(resource.names, voice.locale)}</a>
      </h1>
      <p class="when">{timeText(preview, wish, voice)}</p>
      {preview.repeats.length === 0 ? null : (
        <p class="quiet">
          {words.repeats(words.rhythms[wish.rhythm], preview.repeats.map((one) => voice.range(one)).join(' · '))}
        </p>
      )}
      <p class="now closed">{[words.kinds[wish.kind], ...which].join(' · ')}</p>
      {wish.reason === '' ? null : (
        <p class="quiet" lang={langOf(wish.reason, voice.locale)}>
          {wish.reason}
        </p>
      )}
    </header>
  )
}

function Trouble({ trouble, voice }: { readonly trouble: CloseTrouble; readonly voice: Voice }) {
  const words = closeText[voice.locale]
  if (trouble.kind !== 'moves') {
    return (
      <p class="notice bad" role="alert">
        {words[trouble.kind]}
      </p>
    )
  }
  const details = trouble.refused.flatMap(({ refusals }) => refusals.map((one) => refusalText(one, voice).detail))
  return (
    <p class="notice bad" role="alert">
      {[words.cannotMove, ...new Set(details)].join(' ')}
    </p>
  )
}

/** The very closure that is shown, by its instants: only one from now on begins when it is sent. */
function Hidden({ preview: { closed, repeats }, wish }: Pick<CloseViewProps, 'preview' | 'wish'>) {
  const fields = {
    starts: wish.begin === 'now' ? 'now' : formatInstant(closed.startsAt),
    ends: wish.length === 'good' ? 'good' : closed.endsAt === openEnd ? 'open' : formatInstant(closed.endsAt),
    kind: wish.kind,
    reason: wish.reason,
    ...(repeats.length === 0 ? {} : { rhythm: wish.rhythm, repeats: repeats.map(slotValue).join(' ') }),
  }
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {wish.units.map((unit) => (
        <input type="hidden" name="unit" value={unitIdText(unit)} />
      ))}
    </>
  )
}
