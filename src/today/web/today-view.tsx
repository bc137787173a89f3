import { Frame } from '../../firms/web/frame.tsx'
import { ComingDues } from '../../knowledge/web/due-view.tsx'
import type { Voice } from '../../platform/i18n/voice.ts'
import { reviewPath } from '../../usage-review/web/paths.ts'
import { mostCounted, needKinds, type NeedKind } from '../need.ts'
import type { Today } from '../reads/today.ts'
import { Machines } from './machines-view.tsx'
import { NeedRows } from './need-rows.tsx'
import { todayPath, type TodayForm } from './paths.ts'
import { todayText, type Deed } from './today.text.ts'

export interface TodayViewProps {
  readonly today: Today
  readonly form: TodayForm
  /** What has just been done from here. */
  readonly done: Deed | null
  /** Why something could not be done. */
  readonly trouble: string | null
  readonly voice: Voice
}

/** So many of a kind stand on the page; the rest is one tap away. What is only to be looked at takes less room. */
const mostShown = (kind: NeedKind) => (kind === 'no-show' ? 3 : 6)

export function TodayPage(props: TodayViewProps) {
  const { today, voice } = props
  const words = todayText[voice.locale]
  return (
    <Frame
      viewer={today.viewer}
      locale={voice.locale}
      title={words.title}
      current="today"
      wide
      islands={['today.js']}
      sheets={['manager.css']}
    >
      <TodayView {...props} />
    </Frame>
  )
}

function TodayView(props: TodayViewProps) {
  const { today, voice } = props
  const words = todayText[voice.locale]
  return (
    <today-live>
      <header class="today-head">
        <h1>{words.title}</h1>
        <p class="quiet" id="as-of">
          {words.asOf(voice.clock(today.now))}
        </p>
        <a class="touch" href="/m/timeline">
          {words.timeline}
        </a>
      </header>
      <p class="notice" id="stale" role="status" hidden>
        {words.stale}
      </p>
      <Outcome {...props} />
      {today.facilities.length === 0 ? <p id="no-facility">{words.noFacility}</p> : <Day {...props} />}
    </today-live>
  )
}

/** What came of the last thing that was done from here. */
function Outcome({ done, trouble, voice }: TodayViewProps) {
  if (trouble !== null) {
    return (
      <p class="notice bad" id="trouble" role="alert">
        {trouble}
      </p>
    )
  }
  return done === null ? null : (
    <p class="notice good" id="done" role="status">
      {todayText[voice.locale].done[done]}
    </p>
  )
}

function Day({ today, form, voice }: TodayViewProps) {
  const counts = countsOf(today)
  const kinds = needKinds.filter((kind) => counts[kind] > 0 && (form.show === null || form.show === kind))
  return (
    <>
      <Counts counts={counts} reviews={today.reviews} form={form} voice={voice} />
      <div class="needs" id="needs">
        {kinds.length === 0 ? <p id="calm">{todayText[voice.locale].calm}</p> : null}
        {kinds.map((kind) => (
          <Section kind={kind} count={counts[kind]} today={today} form={form} voice={voice} />
        ))}
      </div>
      {form.show === null ? <ComingDues dues={today.dues} voice={voice} /> : null}
      {form.show === null ? <Machines today={today} form={form} voice={voice} /> : null}
    </>
  )
}

type CountsOf = Readonly<Record<NeedKind, number>>

function countsOf({ bookings, faults, requests }: Today): CountsOf {
  const of = (kind: NeedKind) => bookings.filter((one) => one.kind === kind).length
  const booked = { late: of('late'), overrun: of('overrun'), approval: of('approval'), 'no-show': of('no-show') }
  return { ...booked, fault: faults.length, access: requests.length }
}

function counted(count: number): string {
  return count > mostCounted ? `${mostCounted}+` : String(count)
}

interface CountsProps {
  readonly counts: CountsOf
  readonly reviews: number
  readonly form: TodayForm
  readonly voice: Voice
}

function Counts({ counts, reviews, form, voice }: CountsProps) {
  const words = todayText[voice.locale]
  return (
    <ul class="counts" id="counts">
      {needKinds.map((kind) => (
        <li>
          {counts[kind] === 0 ? (
            <span class="quiet">
              <b>0</b> {words.counted[kind](0)}
            </span>
          ) : (
            <a href={form.show === null ? `#${kind}` : `${todayPath({ ...form, show: null })}#${kind}`}>
              <b>{counted(counts[kind])}</b> {words.counted[kind](counts[kind])}
            </a>
          )}
        </li>
      ))}
      <li>
        {reviews === 0 ? (
          <span class="quiet">
            <b>0</b> {words.reviews(0)}
          </span>
        ) : (
          <a href={reviewPath} id="reviews">
            <b>{counted(reviews)}</b> {words.reviews(reviews)}
          </a>
        )}
      </li>
    </ul>
  )
}

interface SectionProps extends Pick<TodayViewProps, 'today' | 'form' | 'voice'> {
  readonly kind: NeedKind
  readonly count: number
}

function Section({ kind, count, today, form, voice }: SectionProps) {
  const words = todayText[voice.locale]
  const most = form.show === null ? mostShown(kind) : mostCounted
  return (
    <section id={kind} class="need" aria-labelledby={`${kind}-title`}>
      <h2 id={`${kind}-title`}>{words.kinds[kind]}</h2>
      <ul class="rows">
        <NeedRows kind={kind} most={most} today={today} form={form} voice={voice} />
      </ul>
      {form.show === null && count <= most ? null : (
        <p class="beside">
          {form.show === null ? (
            <a href={restOf(kind, form)}>{words.all(counted(count))}</a>
          ) : (
            <a href={todayPath({ ...form, show: null })}>{words.back}</a>
          )}
        </p>
      )}
    </section>
  )
}

function restOf(kind: NeedKind, form: TodayForm): string {
  if (kind === 'fault') return '/m/faults'
  return kind === 'access' ? '/m/requests' : todayPath({ ...form, show: kind })
}
