import { Frame } from '../../firms/web/frame.tsx'
import { personName } from '../../firms/person-name.ts'
import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { AffectedBooking } from '../reads/affected.ts'
import type { Holder } from '../reads/kind-page.ts'
import type { HolderPage } from '../reads/holder-page.ts'
import { dayText, HolderStanding } from './kind-view.tsx'
import { AheadList, Outside } from './outside.tsx'
import { holderPath, kindPath } from './paths.ts'
import { trainingText } from './training.text.ts'

export interface FilledHolder {
  readonly until?: string
  readonly reason?: string
  readonly faults: { readonly until?: string; readonly reason?: string }
  /** What the chosen end, or the withdrawal, would leave outside. */
  readonly affected: readonly AffectedBooking[]
}

interface HolderViewProps {
  readonly page: HolderPage
  readonly filled?: FilledHolder
  readonly news?: string
  readonly voice: Voice
}

/** One person's training: until when, another end, or none any more. */
export function HolderView(props: HolderViewProps) {
  const { page, news, voice } = props
  const { kind, holder } = page
  const words = trainingText[voice.locale]
  const name = personName(holder.name, voice.locale)
  return (
    <Frame viewer={page.viewer} locale={voice.locale} title={name} wide sheets={['manager.css']}>
      <p class="over">
        <a href={kindPath(kind.id)}>{nameIn(kind.names, voice.locale)}</a>
      </p>
      <h1 lang={langOf(name, voice.locale)}>{name}</h1>
      <p>
        {holder.email}
        {holder.firm === null ? '' : ` · ${nameIn(holder.firm, voice.locale)}`}
      </p>
      {news === undefined ? null : (
        <p class="notice good" role="status">
          {news}
        </p>
      )}
      <p>
        <HolderStanding holder={holder} voice={voice} />
      </p>
      {holder.withdrawnReason === '' ? null : (
        <p lang={langOf(holder.withdrawnReason, voice.locale)}>{holder.withdrawnReason}</p>
      )}
      <p class="quiet">
        {words.since(dayText(holder.validFrom, voice))} ·{' '}
        {holder.usedAt === null ? words.neverUsed : words.lastUse(dayText(holder.usedAt, voice))}
      </p>
      <div class="training">
        <EndForm {...props} />
        {holder.withdrawnAt === null ? <WithdrawForm {...props} /> : null}
      </div>
    </Frame>
  )
}

function EndForm({ page: { kind, holder, formKey }, filled, voice }: HolderViewProps) {
  const words = trainingText[voice.locale]
  const affected = filled?.until === undefined ? [] : filled.affected
  const fault = filled?.faults.until
  return (
    <section aria-labelledby="end">
      <h2 id="end">{words.setEnd}</h2>
      <form method="post" action={holderPath(kind.id, holder.personId)}>
        <FormKey value={formKey} />
        {affected.length === 0 ? null : <Outside affected={affected} voice={voice} />}
        <Field
          label={words.lastDay}
          name="until"
          type="date"
          min={dayOf(voice.now, voice.zone).date}
          value={filled?.until ?? usualEnd(holder, voice)}
          required
          {...(fault === undefined ? {} : { fault })}
        />
        <button class="button main" name="act" value="until">
          {affected.length === 0 ? words.setEnd : words.anyway}
        </button>
      </form>
    </section>
  )
}

/** The end that there is, or a year from today where that is past. */
function usualEnd({ namedUntil }: Holder, { now, zone }: Voice): string {
  return namedUntil > now ? dayOf(namedUntil - 1, zone).date : addDays(dayOf(now, zone).date, 365)
}

function WithdrawForm({ page: { kind, holder, ahead, formKey }, filled, voice }: HolderViewProps) {
  const words = trainingText[voice.locale]
  const fault = filled?.faults.reason
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">{words.withdraw}</h2>
      <form method="post" action={holderPath(kind.id, holder.personId)}>
        <FormKey value={formKey} />
        {filled?.reason !== undefined && filled.affected.length > 0 ? (
          <Outside affected={filled.affected} voice={voice} />
        ) : (
          <>
            <h3>{words.ahead}</h3>
            {ahead.length === 0 ? <p class="quiet">{words.noneAhead}</p> : null}
            <AheadList affected={ahead} voice={voice} />
          </>
        )}
        <Field
          label={words.reason}
          name="reason"
          value={filled?.reason ?? ''}
          maxlength={300}
          hint={words.reasonHint}
          required
          {...(fault === undefined ? {} : { fault })}
        />
        <button class="button danger" name="act" value="withdraw">
          {words.withdraw}
        </button>
      </form>
    </section>
  )
}
