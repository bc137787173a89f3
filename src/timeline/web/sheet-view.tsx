import type { JudgedMove, MovePreview } from '../../bookings/reads/move-preview.ts'
import { refusalText } from '../../bookings/refusal-text.ts'
import { bookingPath, slotValue } from '../../bookings/web/paths.ts'
import { textIn } from '../../bookings/web/text.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { personName } from '../../firms/person-name.ts'
import { unitIdText } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { isMovable } from '../lane.ts'
import type { FieldFault } from '../wall-fields.ts'
import { sheetPath, timelineAgain } from './paths.ts'
import { timelineText } from './timeline.text.ts'

export interface SheetProps {
  readonly preview: MovePreview
  /** What stands in the two fields. */
  readonly fields: { readonly from: string; readonly until: string }
  readonly fault: { readonly of: 'from' | 'until'; readonly fault: FieldFault } | null
  /** The timeline's query, to come back to. */
  readonly back: string
  /** Why it could not be done. */
  readonly trouble: string | null
  readonly voice: Voice
}

export function SheetPage(props: SheetProps) {
  const { preview, voice } = props
  const { title } = timelineText[voice.locale].sheet
  return (
    <Frame
      viewer={preview.viewer}
      locale={voice.locale}
      title={title}
      current="today"
      sheets={['manager.css', 'timeline.css']}
    >
      <Sheet {...props} />
    </Frame>
  )
}

/** The booking, two times, what they would change, and the one button that changes it. */
function Sheet(props: SheetProps) {
  const { preview, back, trouble, voice } = props
  const words = timelineText[voice.locale].sheet
  const { judged, booking } = preview
  return (
    <section class="sheet" id="move">
      <h1>{nameIn(preview.names.resource, voice.locale)}</h1>
      <Facts {...props} />
      {trouble === null ? null : (
        <p class="notice bad" role="alert">
          {trouble}
        </p>
      )}
      {isMovable(booking) ? <Times {...props} /> : <p class="notice">{words.fixed}</p>}
      {judged === null || !isMovable(booking) ? null : <Outcome {...props} judged={judged} />}
      <p class="beside">
        <a href={timelineAgain(back)} data-close>
          {words.back}
        </a>
        <a href={bookingPath(booking.id)}>{words.details}</a>
      </p>
    </section>
  )
}

function Facts({ preview, voice }: SheetProps) {
  const words = timelineText[voice.locale].sheet
  const { booking, names } = preview
  const person = personName(names.person, voice.locale)
  return (
    <>
      <p>
        <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(names.firm, voice.locale)}
      </p>
      <dl>
        <dt>{words.now}</dt>
        <dd>
          {voice.range(booking)}{' '}
          <span class={`state ${booking.state}`}>{textIn(voice.locale).booking.states[booking.state]}</span>
        </dd>
        {preview.asked.resource.units.length < 2 || booking.whole ? null : (
          <>
            <dt>{words.unit}</dt>
            <dd>{names.unit}</dd>
          </>
        )}
      </dl>
    </>
  )
}

function Times({ preview, fields, fault, back, voice }: SheetProps) {
  const words = timelineText[voice.locale].sheet
  const { booking, asked, judged } = preview
  const faultOf = (of: 'from' | 'until') => (fault?.of === of ? { fault: words.faults[fault.fault] } : {})
  const units = asked.resource.units.filter(({ state }) => state === 'active')
  const chosen = judged?.to.unitId ?? booking.unitId
  return (
    <form method="get" action={sheetPath(booking.id)}>
      <input type="hidden" name="back" value={back} />
      <div class="fields">
        <Field label={words.from} name="from" type="datetime-local" required value={fields.from} {...faultOf('from')} />
        <Field
          label={words.until}
          name="until"
          type="datetime-local"
          required
          value={fields.until}
          {...faultOf('until')}
        />
        {units.length < 2 || booking.whole ? null : (
          <Select
            label={words.unit}
            name="unit"
            value={unitIdText(chosen)}
            options={units.map(({ id, name }) => ({ value: unitIdText(id), text: name }))}
          />
        )}
      </div>
      {booking.state === 'in-use' ? <p class="hint">{words.keepsStart}</p> : null}
      <button class="button" type="submit">
        {words.look}
      </button>
    </form>
  )
}

type OutcomeProps = SheetProps & { readonly judged: JudgedMove }

function Outcome({ preview, judged, back, voice }: OutcomeProps) {
  const words = timelineText[voice.locale].sheet
  const { booking, names, formKey } = preview
  const { to, next } = judged
  const stays = to.startsAt === booking.startsAt && to.endsAt === booking.endsAt
  if (stays && (to.unitId === null || to.unitId === booking.unitId)) return <p class="notice">{words.unchanged}</p>
  if (next === null) return <Against judged={judged} preview={preview} voice={voice} />
  const unit = to.unitId === null || booking.whole ? null : unitIdText(to.unitId)
  return (
    <form method="post" action={sheetPath(booking.id)} id="confirm">
      <FormKey value={formKey} />
      <input type="hidden" name="slot" value={slotValue(to)} />
      {unit === null ? null : <input type="hidden" name="unit" value={unit} />}
      <input type="hidden" name="version" value={booking.version} />
      <input type="hidden" name="back" value={back} />
      <dl>
        <dt>{words.next}</dt>
        <dd>
          <strong>{voice.range(to)}</strong>
        </dd>
      </dl>
      <p>
        {priceText(judged, booking.priceMinor, voice)} {words.told(personName(names.person, voice.locale))}
      </p>
      <button class="button main" type="submit">
        {words.confirm}
      </button>
    </form>
  )
}

function Against({ judged, preview, voice }: { judged: JudgedMove; preview: MovePreview; voice: Voice }) {
  const words = timelineText[voice.locale].sheet
  const { still, lacksConsent, refusals } = judged
  const reasons = refusals.map((refusal) => refusalText(refusal, voice).detail)
  const state = still === null ? [] : [preview.booking.state === 'in-use' ? words.keepsStart : words.fixed]
  return (
    <div class="notice bad" role="alert" id="against">
      <p>
        <strong>{words.cannot}</strong>
      </p>
      <p>{[...state, ...(lacksConsent ? [words.consent] : []), ...reasons].join(' ')}</p>
    </div>
  )
}

function priceText({ next, isEstimate, feeMinor }: JudgedMove, before: number, voice: Voice): string {
  const words = timelineText[voice.locale].sheet
  const after = next?.priceMinor ?? before
  const price =
    before === after ? words.samePrice(voice.money(after)) : words.price(voice.money(before), voice.money(after))
  const fee = feeMinor === 0 ? [] : [words.fee(voice.money(feeMinor))]
  return [price, ...(isEstimate ? [words.estimate] : []), ...fee].join(' ')
}
