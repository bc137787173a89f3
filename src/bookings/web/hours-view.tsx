import type { Child } from 'hono/jsx'
import type { BookingId, ResourceId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Bar } from '../../platform/ui/bar.tsx'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { HoursWish } from '../../resources/hours-wish.ts'
import type { RefusedMove } from '../commands/close-resource.ts'
import type { HoursPreview } from '../reads/hours-preview.ts'
import type { HoursScope } from '../reads/hours-facts.ts'
import { refusalText } from '../refusal-text.ts'
import { closeText } from './close.text.ts'
import { ComingDays, Meaning } from './hours-days.tsx'
import { hoursText } from './hours.text.ts'
import { OutsideRow, type ForAll } from './outside-row.tsx'
import { hoursPath, resourcePath } from './paths.ts'

export type HoursTrouble =
  | { readonly kind: 'stale' | 'overtaken' }
  | { readonly kind: 'moves'; readonly refused: readonly RefusedMove[] }

export interface HoursViewProps {
  readonly preview: HoursPreview
  readonly wish: HoursWish
  readonly scope: HoursScope
  readonly reason: string
  /** What was chosen for bookings before the page was shown again. */
  readonly chosen: ReadonlyMap<BookingId, string>
  readonly forAll: ForAll
  /** The very same look, with one choice for all. */
  readonly lookAgain: (forAll: ForAll) => string
  readonly trouble: HoursTrouble | null
  readonly formKey: string
  /** The editor as it was filled in. */
  readonly editor: Child
  readonly voice: Voice
}

/** What new hours mean, who would stand outside, and the one button that sets them. */
export function HoursView(props: HoursViewProps) {
  const { preview, wish, trouble, editor, voice } = props
  const words = hoursText[voice.locale]
  const { facts, hours } = preview
  const [own] = facts.resources
  const many = facts.resources.length
  if (!own) return null
  return (
    <>
      <header class="head">
        <h1>
          {words.opening} <a href={resourcePath(own.id, own.kind)}>{nameIn(own.names, voice.locale)}</a>
        </h1>
        <p class="when">{wish.from === null ? words.fromNow : words.fromDay(voice.day(wish.from))}</p>
        {many > 1 ? (
          <details class="machines-named">
            <summary>{words.machines(many)}</summary>
            <p>{facts.resources.map((one) => nameIn(one.names, voice.locale)).join(' · ')}</p>
          </details>
        ) : null}
      </header>
      {trouble === null ? null : <Trouble trouble={trouble} voice={voice} />}
      <Meaning hours={hours} voice={voice} />
      <details class="act">
        <summary>{words.edit}</summary>
        {editor}
      </details>
      {preview.tooMany ? <p class="notice bad">{words.tooMany}</p> : <Decision {...props} id={own.id} />}
      <ComingDays hours={hours} park={facts.park} now={facts.now} voice={voice} />
    </>
  )
}

function Decision(props: HoursViewProps & { readonly id: ResourceId }) {
  const { preview, wish, scope, reason, formKey, id, voice } = props
  const words = hoursText[voice.locale]
  const { facts, affected } = preview
  const seen = Object.fromEntries(facts.resources.map((one) => [one.id, one.rulesVersion]))
  return (
    <form method="post" action={hoursPath(id)}>
      <FormKey value={formKey} />
      <input type="hidden" name="wish" value={JSON.stringify(wish)} />
      <input type="hidden" name="scope" value={typeof scope === 'string' ? scope : scope.join(',')} />
      <input type="hidden" name="seen" value={JSON.stringify(seen)} />
      <h2>{affected.length === 0 ? words.nobody : words.affected(affected.length)}</h2>
      <Affected {...props} />
      {affected.length === 0 ? (
        <input type="hidden" name="reason" value={reason} />
      ) : (
        <Field label={words.reason} name="reason" value={reason} hint={words.reasonHint} maxlength={300} />
      )}
      <Bar>
        <p class="sums sum only">
          <strong>{words.machines(facts.resources.length)}</strong>
        </p>
        <button class="button main" type="submit">
          {words.doIt(affected.length)}
        </button>
      </Bar>
    </form>
  )
}

function Affected({ preview, chosen, forAll, lookAgain, voice }: HoursViewProps) {
  const words = hoursText[voice.locale]
  const { affected, facts } = preview
  if (affected.length === 0) return null
  const all = { keep: words.allKeep, move: words.allMove, cancel: words.allCancel } as const
  return (
    <>
      <p class="quiet">{words.outsideToo}</p>
      {affected.length === 1 ? null : (
        <nav class="lengths" aria-label={words.all}>
          <span>{words.all}</span>
          {(['keep', 'move', 'cancel'] as const).map((one) => (
            <a class="chip" href={lookAgain(one)} aria-current={one === forAll ? 'page' : undefined}>
              {all[one]}
            </a>
          ))}
        </nav>
      )}
      <ul class="rows">
        {affected.map((outside) => (
          <OutsideRow
            outside={outside}
            chosen={chosen.get(outside.standing.booking.id)}
            forAll={forAll}
            hasMachines={facts.resources.length > 1}
            voice={voice}
          />
        ))}
      </ul>
    </>
  )
}

function Trouble({ trouble, voice }: { readonly trouble: HoursTrouble; readonly voice: Voice }) {
  const words = hoursText[voice.locale]
  const details =
    trouble.kind === 'moves'
      ? trouble.refused.flatMap(({ refusals }) => refusals.map((one) => refusalText(one, voice).detail))
      : []
  return (
    <p class="notice bad" role="alert">
      {trouble.kind === 'moves'
        ? [closeText[voice.locale].cannotMove, ...new Set(details)].join(' ')
        : words[trouble.kind]}
    </p>
  )
}
