import { usualLength, type Offer } from '../../bookings/offered-slots.ts'
import type { InstrumentPage } from '../../bookings/reads/instrument-page.ts'
import { ConfirmBar, sumsOf } from '../../bookings/web/confirm-bar.tsx'
import { MoreFields } from '../../bookings/web/more-fields.tsx'
import { Obstacles } from '../../bookings/web/obstacles.tsx'
import { resourcePath } from '../../bookings/web/paths.ts'
import { SlotChoice } from '../../bookings/web/slot-choice.tsx'
import { TermsTable } from '../../bookings/web/terms-table.tsx'
import { textIn } from '../../bookings/web/text.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { WaitForIt } from '../../waitlist/web/wait-for-it.tsx'
import type { Landing } from '../landing.ts'
import { landingText } from './landing.text.ts'
import { SlotForm } from './slot-form.tsx'

type Of<K extends Landing['kind']> = Extract<Landing, { kind: K }>

interface PartProps {
  readonly page: InstrumentPage
  readonly voice: Voice
}

/** Free, but not to be had by this person now: why, and when. */
export function NotNow({ page, landing: { refusals, offer }, voice }: PartProps & { landing: Of<'not-now'> }) {
  const words = landingText[voice.locale]
  return (
    <>
      {refusals.length === 0 ? (
        <p class="notice">{words.tooShort}</p>
      ) : (
        <Obstacles refusals={refusals} title={words.notNow} voice={voice} />
      )}
      <Later page={page} offer={offer} voice={voice} />
    </>
  )
}

interface ElsewhenProps extends PartProps {
  readonly path: string
  readonly landing: Of<'taken' | 'closed' | 'shut'>
}

/** Not free: why, whose it is if that is known to the firm, another unit that is free, or the next times. */
export function Elsewhen({ page, path, landing, voice }: ElsewhenProps) {
  const words = landingText[voice.locale]
  const { closure, sister, offer } = landing
  const colleague = page.known.find(
    ({ mine, startsAt, endsAt }) => !mine && startsAt <= voice.now && endsAt > voice.now,
  )
  const minutes = usualLength(page.facts.viewer.usualMinutes, page.asked.resource)
  const unitName = page.asked.resource.units.find(({ id }) => id === sister?.wanted.unitId)?.name ?? ''
  return (
    <>
      {closure ? (
        <p class="notice">
          <strong>{textIn(voice.locale).day.closures[closure.kind]}</strong> {closure.reason}
        </p>
      ) : null}
      {landing.kind === 'taken' && colleague ? <p class="quiet">{words.takenBy(colleague.name)}</p> : null}
      {sister ? (
        <>
          <p class="notice good">{words.sister(unitName)}</p>
          <SlotForm page={page} path={path} slot={sister} voice={voice}>
            <ConfirmBar
              sums={sumsOf([sister], page.asked.resource, voice).sums}
              verb={words.takeSister(unitName)}
              voice={voice}
            />
          </SlotForm>
        </>
      ) : (
        <Later page={page} offer={offer} voice={voice} />
      )}
      {landing.kind === 'taken' ? <WaitForIt page={page} minutes={minutes} voice={voice} /> : null}
    </>
  )
}

function Later({ page, offer, voice }: PartProps & { offer: Offer }) {
  const words = textIn(voice.locale).instrument
  const { resource } = page.asked
  const path = resourcePath(resource.id, resource.kind)
  const [first] = offer.slots
  const { sums, placeOf } = sumsOf(offer.slots, resource, voice)
  const otherTime = (
    <p class="beside">
      <a href={`${path}/time`}>{words.otherTime}</a>
    </p>
  )
  if (!first || offer.obstacles.length > 0) return otherTime
  const verb = first.needs.length > 0 ? words.request : words.confirm
  return (
    <form class="book" method="post" action={`${path}/book`}>
      <FormKey value={page.formKey} />
      <SlotChoice slots={offer.slots} legend={landingText[voice.locale].next} voice={voice} sumOf={placeOf} />
      {otherTime}
      <TermsTable page={page} slot={first} path={path} voice={voice} />
      <MoreFields page={page} voice={voice} />
      <ConfirmBar sums={sums} verb={verb} voice={voice} />
    </form>
  )
}
