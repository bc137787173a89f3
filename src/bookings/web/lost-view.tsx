import type { Names } from '../../deps.ts'
import type { ResourceId } from '../../kernel/id.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Alternative } from '../alternatives.ts'
import type { Verdict } from '../judge-booking.ts'
import { curedByAnotherTime } from '../refusal.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { WaitForIt } from '../../waitlist/web/wait-for-it.tsx'
import { AlternativeList } from './alternative-list.tsx'
import { ConfirmBar, sumsOf } from './confirm-bar.tsx'
import { MoreFields, type Filled } from './more-fields.tsx'
import { Obstacles } from './obstacles.tsx'
import { address } from '../../platform/http/address.ts'
import { resourcePath } from './paths.ts'
import { ResourceHead } from './resource-head.tsx'
import { SlotChoice } from './slot-choice.tsx'
import { TermsTable } from './terms-table.tsx'
import { PlaceInstead, WholeField, wholeQuery } from './whole-choice.tsx'
import { textIn } from './text.ts'

export interface LostViewProps {
  readonly page: InstrumentPage
  readonly verdict: Verdict
  readonly alternatives: readonly Alternative[]
  readonly names: ReadonlyMap<ResourceId, Names>
  readonly filled: Filled
  readonly voice: Voice
}

/**
 * The same form again after a refusal: what was lost and why, what can be had instead, and everything that was filled
 * in.
 */
export function LostView({ page, verdict, alternatives, names, filled, voice }: LostViewProps) {
  const words = textIn(voice.locale)
  const path = resourcePath(page.asked.resource.id, page.asked.resource.kind)
  const { wanted, refusals } = verdict
  const taken = refusals.length === 1 && refusals[0]?.rule === 'unit-taken'
  // Another project may cure what no other time does: then the same time is offered again.
  const curable = refusals.some(({ rule }) => curedByAnotherTime.has(rule))
  const minutes = (wanted.endsAt - wanted.startsAt) / 60
  return (
    <>
      <ResourceHead page={page} voice={voice} link />
      <p class="lost" role="alert">
        <strong>{taken ? words.lost.taken : words.lost.refused}</strong>
        <s>{voice.near(wanted)}</s>
      </p>
      {taken ? null : <Obstacles refusals={refusals} title={words.instrument.cannot} voice={voice} />}
      <PlaceInstead page={page} wanted={wanted} voice={voice} />
      <form class="book" method="post" action={`${path}/book`}>
        <input type="hidden" name="key" value={page.formKey} />
        <WholeField page={page} />
        {curable ? (
          <AlternativeList alternatives={alternatives} page={page} names={names} voice={voice} />
        ) : (
          <SlotChoice slots={[verdict]} legend={words.time.chosen} voice={voice} sumOf={() => 1} />
        )}
        <p class="beside">
          <a href={address(`${path}/time`, { minutes, whole: wholeQuery(page) })}>{words.instrument.otherTime}</a>
        </p>
        <p class="quiet">{words.lost.kept}</p>
        <TermsTable page={page} slot={verdict} path={path} voice={voice} />
        <MoreFields page={page} filled={filled} voice={voice} />
        {curable ? null : (
          <ConfirmBar sums={sumsOf([verdict], page.asked.resource, voice).sums} verb={words.lost.retry} voice={voice} />
        )}
      </form>
      {taken && !wanted.whole ? <WaitForIt page={page} wanted={wanted} voice={voice} /> : null}
    </>
  )
}
