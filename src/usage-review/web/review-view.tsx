import { bookingPath } from '../../bookings/web/paths.ts'
import { personName } from '../../firms/person-name.ts'
import type { BookingId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { OpenReviews } from '../reads/open-reviews.ts'
import type { OpenReview, ReviewDecision } from '../review.ts'
import { AppealRows } from './appeal-rows.tsx'
import { ExtrasLink } from '../../billing/web/extras-view.tsx'
import { CorrectForm } from './correct-form.tsx'
import { EvidenceView } from './evidence-view.tsx'
import { reviewText } from './review.text.ts'

export interface ReviewForm {
  readonly decision: ReviewDecision
  readonly minutes: string
  readonly amount: string
  readonly reason: string
}

export type ReviewFault = 'reason' | 'minutes' | 'amount' | 'right' | 'over'

interface ReviewProps {
  readonly open: OpenReviews
  readonly done?: boolean
  /** What was typed for which, and why it could not be taken. */
  readonly id?: BookingId
  readonly filled?: ReviewForm
  readonly fault?: ReviewFault
  readonly voice: Voice
}

/** The queue, oldest first; appeals before it, since people wait for them. */
export function ReviewView({ open, done = false, id, filled, fault, voice }: ReviewProps) {
  const words = reviewText[voice.locale]
  const { reviews, appeals, more, formKey } = open
  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">
        {words.why} <a href="/m/conduct">{words.rules}</a>
      </p>
      {done ? (
        <p class="notice good" role="status">
          {words.done}
        </p>
      ) : null}
      {fault === 'over' || (fault && id === undefined) ? (
        <p class="notice" role="alert">
          {fault === 'over' ? words.over : words.faults[fault]}
        </p>
      ) : null}
      <AppealRows appeals={appeals} formKey={formKey} voice={voice} />
      {appeals.length === 0 ? null : <h2>{words.uses}</h2>}
      {reviews.length === 0 ? <p>{words.none}</p> : null}
      <ul class="rows review">
        {reviews.map((review) => (
          <ReviewRow
            review={review}
            formKey={formKey}
            voice={voice}
            {...(review.id === id && filled && fault && fault !== 'over' ? { filled, fault } : {})}
          />
        ))}
      </ul>
      {more ? <p class="quiet">{words.more}</p> : null}
    </>
  )
}

export interface RowProps {
  readonly review: OpenReview
  readonly formKey: string
  readonly filled?: ReviewForm
  readonly fault?: Exclude<ReviewFault, 'over'>
  readonly voice: Voice
}

function ReviewRow(props: RowProps) {
  const { review, formKey, voice } = props
  const words = reviewText[voice.locale]
  return (
    <li class="row review-row">
      <Told review={review} voice={voice} />
      <div class="verbs">
        <form method="post" action={`/m/review/${review.id}`}>
          <FormKey value={formKey} />
          <button class="button" name="decision" value="confirmed" aria-describedby={`review-${review.id}`}>
            {words.confirm}
          </button>
        </form>
        <CorrectForm {...props} />
        {review.state === 'completed' ? <ExtrasLink href={`/b/${review.id}/extras`} voice={voice} /> : null}
      </div>
    </li>
  )
}

function Told({ review, voice }: Pick<RowProps, 'review' | 'voice'>) {
  const words = reviewText[voice.locale]
  const person = personName(review.person, voice.locale)
  return (
    <div id={`review-${review.id}`}>
      <span class={`state ${review.state}`}>{words.kinds[review.kind]}</span>
      <a class="what" href={bookingPath(review.id)}>
        {nameIn(review.resource.names, voice.locale)} · {review.unit}
      </a>
      <small>
        <span lang={langOf(person, voice.locale)}>{person}</span> · {nameIn(review.firm, voice.locale)}
      </small>
      <small>
        {voice.range(review)} · {usedText(review, voice)}
      </small>
      <EvidenceView evidence={review.evidence} voice={voice} />
      <strong>{words.costs(voice.money(review.costMinor))}</strong>
    </div>
  )
}

function usedText({ checkedInAt, checkedOutAt }: OpenReview, voice: Voice): string {
  const words = reviewText[voice.locale]
  if (checkedInAt === null) return words.notUsed
  const from = voice.clock(checkedInAt)
  return checkedOutAt === null ? words.notEnded(from) : words.used(from, voice.clock(checkedOutAt))
}
