import { FaultNotice, ReportLink } from '../../fault-reports/web/fault-notice.tsx'
import { reportPath } from '../../fault-reports/web/paths.ts'
import { managesFacility } from '../../firms/viewer.ts'
import { DueNotice } from '../../knowledge/web/due-view.tsx'
import { dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { Offer } from '../offered-slots.ts'
import type { InstrumentPage } from '../reads/instrument-page.ts'
import { WaitForIt } from '../../waitlist/web/wait-for-it.tsx'
import { calendarText } from './calendar.text.ts'
import { ConfirmBar, sumsOf } from './confirm-bar.tsx'
import { DayListView } from './day-list-view.tsx'
import { MissingLeave } from './missing-leave.tsx'
import { MoreFields } from './more-fields.tsx'
import { Obstacles } from './obstacles.tsx'
import { expertText } from './expert.text.ts'
import { address } from '../../platform/http/address.ts'
import { closeText } from './close.text.ts'
import { closePath, resourcePath } from './paths.ts'
import { ResourceHead } from './resource-head.tsx'
import { ruleSentences } from './rule-sentences.ts'
import { priceText, SlotChoice } from './slot-choice.tsx'
import { TermsTable } from './terms-table.tsx'
import { WholeChoice, WholeField, placesNote, wholeQuery } from './whole-choice.tsx'
import { textIn } from './text.ts'

export interface InstrumentViewProps {
  readonly page: InstrumentPage
  readonly offer: Offer
  /** The length that the slots have. */
  readonly minutes: number
  /** The day whose list is shown: today, or the next one on which something is still to come. */
  readonly date: string
  readonly voice: Voice
}

/** Everything that is to be known of a booking before it is made, and one button. */
export function InstrumentView({ page, offer, minutes, date, voice }: InstrumentViewProps) {
  const { resource } = page.asked
  const [slot] = offer.slots
  const path = resourcePath(resource.id, resource.kind)
  const day = slot ? dayOf(slot.wanted.startsAt, voice.zone).date : null
  const choice = (
    <>
      <Times page={page} offer={offer} minutes={minutes} voice={voice} />
      <p class="beside">
        <a href={address(`${path}/time`, { date: day, minutes, whole: wholeQuery(page) })}>
          {textIn(voice.locale).instrument.otherTime}
        </a>
      </p>
      <TermsTable page={page} slot={slot ?? null} path={path} voice={voice} />
    </>
  )
  return (
    <>
      <ResourceHead page={page} voice={voice} />
      <DueNotice dues={page.dues} voice={voice} />
      <FaultNotice fault={page.fault} voice={voice} />
      <ManagerLine page={page} voice={voice} />
      <WholeChoice page={page} to={(whole) => address(path, { minutes, whole })} voice={voice} />
      {slot !== undefined && offer.obstacles.length === 0 ? (
        <form class="book" method="post" action={`${path}/book`}>
          <input type="hidden" name="key" value={page.formKey} />
          <WholeField page={page} />
          {choice}
          <MoreFields page={page} voice={voice} />
          <Bar page={page} offer={offer} voice={voice} />
        </form>
      ) : (
        choice
      )}
      <DayListView page={page} date={date} minutes={minutes} voice={voice} />
      <Rules page={page} voice={voice} />
    </>
  )
}

/** What only its lab managers may do with it. */
function ManagerLine({ page: { asked, facts }, voice }: Pick<InstrumentViewProps, 'page' | 'voice'>) {
  if (!managesFacility(facts.viewer, asked.resource.facilityId)) return null
  const words = closeText[voice.locale]
  return (
    <nav class="beside" aria-label={words.managers}>
      <a href={closePath(asked.resource.id)}>{words.close}</a>
      <a href={address('/m', { facility: asked.resource.facilityId })}>{words.today}</a>
    </nav>
  )
}

/** Slots as a choice, or as plain rows beside what stands in the way. */
function Times({ page, offer, minutes, voice }: Omit<InstrumentViewProps, 'date'>) {
  const words = textIn(voice.locale).instrument
  const { slots, obstacles, missed } = offer
  if (slots.length === 0) {
    return missed.length > 0 ? (
      <>
        <Obstacles refusals={missed} title={words.cannot} voice={voice} />
        <MissingLeave page={page} refusals={missed} voice={voice} />
      </>
    ) : (
      <>
        <p class="notice">{words.none(Math.min(page.asked.resource.policy.horizonDays, 14))}</p>
        <WaitForIt page={page} minutes={minutes} voice={voice} />
      </>
    )
  }
  const legend = words.nextOf(voice.minutes(minutes))
  if (obstacles.length === 0) {
    const { placeOf } = sumsOf(slots, page.asked.resource, voice)
    const note = placesNote(page, voice)
    return <SlotChoice slots={slots} legend={legend} voice={voice} sumOf={placeOf} note={note} />
  }
  return (
    <>
      <Obstacles refusals={obstacles} title={words.cannot} voice={voice} />
      <MissingLeave page={page} refusals={obstacles} voice={voice} />
      <h2 class="legend">{legend}</h2>
      <ul class="plain-slots">
        {slots.map((slot) => (
          <li>
            <span class="when">{voice.near(slot.wanted)}</span>
            <span class="price">{priceText(slot, voice)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Bar({ page, offer, voice }: Pick<InstrumentViewProps, 'page' | 'offer' | 'voice'>) {
  const words = textIn(voice.locale).instrument
  const { slots } = offer
  const { resource } = page.asked
  const verb = (slots[0]?.needs.length ?? 0) > 0 ? words.request : words.confirm
  return <ConfirmBar sums={sumsOf(slots, resource, voice).sums} verb={verb} voice={voice} />
}

function Rules({ page, voice }: Pick<InstrumentViewProps, 'page' | 'voice'>) {
  const join = voice.locale === 'en' ? ' ' : ''
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{textIn(voice.locale).rules.title}</h2>
      <p class="rules">{ruleSentences(page.asked.resource, voice).join(join)}</p>
      <p class="beside">
        <ReportLink href={reportPath(page.asked.resource.id)} voice={voice} />
        <a href={address('/me/calendar', { resource: page.asked.resource.id })}>
          {calendarText(voice.locale).linkBusy}
        </a>
      </p>
    </section>
  )
}

/** An instrument that was retired: found again by an old address or code. */
export function RetiredView({ page, voice }: Pick<InstrumentViewProps, 'page' | 'voice'>) {
  const words = textIn(voice.locale)
  const { resource } = page.asked
  const said = resource.kind === 'expert' ? expertText[voice.locale] : words.instrument
  return (
    <>
      <h1>{nameIn(resource.names, voice.locale)}</h1>
      {resource.kind === 'expert' ? null : <p class="meta">{words.instrument.assetNumber(resource.assetNumber)}</p>}
      <p class="notice">
        <strong>{said.gone}</strong> {said.goneDetail}
      </p>
      <p>
        <a class="button" href={address('/find', { category: resource.categoryId })}>
          {words.mine.find}
        </a>
      </p>
    </>
  )
}
