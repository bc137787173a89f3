import type { Voice } from '../../platform/i18n/voice.ts'
import { refusalText } from '../refusal-text.ts'
import type { Refusal } from '../refusal.ts'
import type { MovePage } from '../reads/move-page.ts'
import { ConfirmBar, sumsOf } from './confirm-bar.tsx'
import { dayHeading } from './day-list-view.tsx'
import { Obstacles } from './obstacles.tsx'
import { bookingPath } from './paths.ts'
import { ResourceHead } from './resource-head.tsx'
import { seriesText } from './series.text.ts'
import { SlotChoice } from './slot-choice.tsx'
import { textIn } from './text.ts'
import { Lengths, Strip, type TimeViewProps } from './time-view.tsx'

export interface MoveViewProps extends Omit<TimeViewProps, 'page' | 'exact'> {
  readonly move: MovePage
  /** Why the time that was just asked for could not be had. */
  readonly lost: readonly Refusal[]
}

/** Another time for a booking that stands: a day, a length, a start, and it is moved in one write. */
export function MoveView({ move: { page, booking }, lost, voice, ...choice }: MoveViewProps) {
  const path = bookingPath(booking.id)
  const words = seriesText(voice.locale)
  return (
    <>
      <ResourceHead page={page} voice={voice} link />
      <p class="moved">
        <span class="quiet">{words.moveNow} </span>
        <a href={path}>{voice.near(booking)}</a>
      </p>
      {lost.length === 0 ? null : (
        <p class="notice bad" role="alert">
          {lost.map((refusal) => refusalText(refusal, voice).detail).join(' ')}
        </p>
      )}
      <Strip {...choice} page={page} path={path} voice={voice} />
      <Lengths {...choice} page={page} path={path} voice={voice} />
      <Starts move={{ page, booking }} {...choice} voice={voice} />
    </>
  )
}

type StartsProps = Pick<MoveViewProps, 'move' | 'starts' | 'chosen' | 'obstacles' | 'date' | 'minutes'> & {
  readonly voice: Voice
}

function Starts({ move: { page, booking }, starts, chosen, obstacles, date, minutes, voice }: StartsProps) {
  const words = textIn(voice.locale)
  const others = starts.filter(({ wanted }) => wanted.startsAt !== booking.startsAt || wanted.endsAt !== booking.endsAt)
  if (obstacles.length > 0) return <Obstacles refusals={obstacles} title={words.instrument.cannot} voice={voice} />
  if (others.length === 0) return <p class="notice">{words.time.noStarts}</p>
  const { sums, placeOf } = sumsOf(others, page.asked.resource, voice)
  const first = others.find((one) => one === chosen) ?? others[0]
  const legend = `${dayHeading(date, voice)} · ${voice.minutes(minutes)}`
  return (
    <form class="book" method="post" action={`${bookingPath(booking.id)}/time`}>
      <input type="hidden" name="key" value={page.formKey} />
      <input type="hidden" name="version" value={booking.version} />
      <SlotChoice
        slots={others}
        legend={legend}
        voice={voice}
        sumOf={placeOf}
        chosen={first}
        starts
        priced={sums.length > 1}
      />
      <ConfirmBar sums={sums} verb={seriesText(voice.locale).moveConfirm} voice={voice} />
    </form>
  )
}
