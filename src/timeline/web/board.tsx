import { closePath, closurePath, resourcePath } from '../../bookings/web/paths.ts'
import { textIn } from '../../bookings/web/text.ts'
import { personName } from '../../firms/person-name.ts'
import { unitIdText } from '../../kernel/id.ts'
import type { Instant, Interval } from '../../kernel/interval.ts'
import { clockOf, dayOf } from '../../kernel/wall-clock.ts'
import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { openEnd } from '../../resources/closure.ts'
import { placeOf, type Axis, type Place } from '../axis.ts'
import { isMovable, type Block, type Lane } from '../lane.ts'
import { backOf, sheetPath, timelinePath } from './paths.ts'
import type { TimelineViewProps } from './timeline-view.tsx'
import { timelineText } from './timeline.text.ts'

/** The lanes under their hours. Places are classes: the page's own policy stops a style in the markup. */
export function Board(props: TimelineViewProps) {
  const { timeline, axis, form, voice } = props
  const { lanes, now, shown } = timeline
  const words = timelineText[voice.locale]
  const back = backOf(form)
  const isNow = shown.startsAt <= now && now < shown.endsAt
  return (
    <div
      class={`board by-${form.view} a${axis.fromHour} n${axis.hours}`}
      role="region"
      aria-label={words.list}
      data-date={axis.dates[0]}
      data-days={axis.dates.length}
      data-from={axis.fromHour}
      data-hours={axis.hours}
      data-now={isNow ? wallOf(now, voice) : undefined}
    >
      <div class="picture">
        <Hours {...props} />
        <ol class="lanes">
          {lanes.map((lane, at) => (
            <LaneRow lane={lane} before={lanes[at - 1]} props={props} back={back} />
          ))}
        </ol>
        <div class="over" aria-hidden="true">
          <div class="ghost">
            <span>–</span>
          </div>
        </div>
        {isNow ? (
          <div class="now-at" aria-hidden="true">
            <i class={`now-line ${startClass(placeOf(now, axis, voice.zone))}`} />
          </div>
        ) : null}
      </div>
    </div>
  )
}

function Hours({ axis, form, voice }: TimelineViewProps) {
  const { dates, fromHour, hours } = axis
  if (form.view === 'week')
    return (
      <div class="hours">
        <span class="corner" />
        {dates.map((date, day) => (
          <a class={`hour d${day}`} href={timelinePath({ ...form, view: 'day', date })}>
            {voice.day(date)}
          </a>
        ))}
      </div>
    )
  const marks = Array.from({ length: hours }, (_, ahead) => fromHour + ahead)
  return (
    <div class="hours" aria-hidden="true">
      <span class="corner" />
      {marks.map((hour) => (
        <span class={`hour h${hour}`}>{hour}</span>
      ))}
    </div>
  )
}

interface LaneProps {
  readonly lane: Lane
  readonly before: Lane | undefined
  readonly props: TimelineViewProps
  readonly back: string
}

function LaneRow({ lane, before, props, back }: LaneProps) {
  const { axis, voice } = props
  const { resource, unitId, unitCount } = lane
  const isFirst = before?.resource.id !== resource.id
  return (
    <li
      class={isFirst ? 'lane' : 'lane same'}
      id={unitIdText(unitId)}
      data-r={resource.id}
      data-u={unitCount > 1 ? unitIdText(unitId) : undefined}
      data-step={resource.stepMinutes}
    >
      <LaneHead lane={lane} isFirst={isFirst} props={props} />
      <div class="track">
        {shutOf(lane, props).map((span) => (
          <i class={`shut ${placeClass(span, axis, voice)}`} />
        ))}
        {lane.blocks.length === 0 ? null : (
          <ol>
            {lane.blocks.map((block) => (
              <li>
                <BlockLink block={block} axis={axis} back={back} voice={voice} />
              </li>
            ))}
          </ol>
        )}
      </div>
    </li>
  )
}

function LaneHead({ lane, isFirst, props }: { lane: Lane; isFirst: boolean; props: TimelineViewProps }) {
  const { voice, date } = props
  const { resource, unit, unitCount, unitId } = lane
  const words = timelineText[voice.locale]
  const name = nameIn(resource.names, voice.locale)
  const many = unitCount > 1
  const isToday = date === dayOf(voice.now, voice.zone).date
  const when = isToday ? {} : { begin: 'at', date, untilDate: date, length: 'until' }
  return (
    <div class="lane-head">
      {isFirst ? (
        <a class="what" href={resourcePath(resource.id, resource.kind)}>
          <span>{name}</span>
        </a>
      ) : (
        <span class="unseen">{name}</span>
      )}
      {many ? <span class="unit">{unit}</span> : null}
      {resource.isOutOfService && isFirst ? <span class="quiet">{words.outOfService}</span> : null}
      <a
        class="shuts"
        href={address(closePath(resource.id), { ...when, unit: many ? unitIdText(unitId) : null })}
        aria-label={words.to(many ? `${name} ${unit}` : name)}
      >
        {words.close}
      </a>
    </div>
  )
}

/** The time of the days that are shown in which the lane is not open. */
function shutOf({ open }: Lane, { timeline: { shown } }: TimelineViewProps): Interval[] {
  if (open === null) return []
  const edges = [shown.startsAt, ...open.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]), shown.endsAt]
  return edges.flatMap((startsAt, at) => {
    const endsAt = edges[at + 1]
    return at % 2 === 0 && endsAt !== undefined && endsAt > startsAt ? [{ startsAt, endsAt }] : []
  })
}

interface BlockProps {
  readonly block: Block
  readonly axis: Axis
  readonly back: string
  readonly voice: Voice
}

function BlockLink({ block, axis, back, voice }: BlockProps) {
  const where = placeClass(block, axis, voice)
  const times = (
    <>
      <Wall at={block.startsAt} axis={axis} voice={voice} />–
      {block.endsAt >= openEnd ? null : <Wall at={block.endsAt} axis={axis} voice={voice} />}
    </>
  )
  const words = textIn(voice.locale)
  if (block.kind === 'closure')
    return (
      <a class={`b closure ${where}`} href={closurePath(block.id)}>
        <b>{words.day.closures[block.why] ?? block.why}</b> {times}
      </a>
    )
  const move = isMovable(block) ? ' mv' : ''
  return (
    <a class={`b ${block.state}${move} ${where}`} href={sheetPath(block.id, { back })}>
      <b>{personName(block.person, voice.locale)}</b> {times} {words.booking.states[block.state]} ·{' '}
      {nameIn(block.firm, voice.locale)}
    </a>
  )
}

/** A time by the park's clock, which a script can read; with its day, where the page is not of that day alone. */
function Wall({ at, axis, voice }: { readonly at: Instant; readonly axis: Axis; readonly voice: Voice }) {
  const wall = wallOf(at, voice)
  const date = wall.slice(0, 10)
  const day = axis.dates.length === 1 && axis.dates[0] === date ? '' : `${voice.day(date)} `
  return <time datetime={wall}>{day + wall.slice(11)}</time>
}

function wallOf(at: Instant, { zone }: Voice): string {
  const { date, minuteOfDay } = dayOf(at, zone)
  return `${date}T${clockOf(minuteOfDay)}`
}

function placeClass({ startsAt, endsAt }: Interval, axis: Axis, { zone }: Voice): string {
  return `${startClass(placeOf(startsAt, axis, zone))} ${endClass(placeOf(endsAt, axis, zone, true))}`
}

function startClass({ day, hour, twelfth }: Place): string {
  return `${day === 0 ? '' : `d${day} `}h${hour}${twelfth === 0 ? '' : ` m${twelfth}`}`
}

function endClass({ day, hour, twelfth }: Place): string {
  return `${day === 0 ? '' : `D${day} `}H${hour}${twelfth === 0 ? '' : ` M${twelfth}`}`
}
