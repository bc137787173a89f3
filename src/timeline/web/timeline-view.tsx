import { Frame } from '../../firms/web/frame.tsx'
import { dayOf } from '../../kernel/wall-clock.ts'
import { unitIdText } from '../../kernel/id.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { stepOf, views, type Axis } from '../axis.ts'
import type { Timeline } from '../reads/timeline.ts'
import { Board } from './board.tsx'
import { Filter } from './filter.tsx'
import { Legend } from './legend.tsx'
import { timelinePath, type TimelineForm } from './paths.ts'
import { timelineText } from './timeline.text.ts'

export interface TimelineViewProps {
  readonly timeline: Timeline
  readonly axis: Axis
  /** The date that is looked at: of a week, any of its own. */
  readonly date: string
  readonly form: TimelineForm
  /** Something has just been moved from here. */
  readonly moved: boolean
  readonly voice: Voice
}

/** A lab manager's machines through a day or a week: a list that looks like a picture of it. */
export function TimelinePage(props: TimelineViewProps) {
  const { timeline, voice } = props
  const words = timelineText[voice.locale]
  return (
    <Frame
      viewer={timeline.viewer}
      locale={voice.locale}
      title={words.title}
      current="today"
      wide
      islands={['timeline.js']}
      sheets={['manager.css', 'timeline.css']}
    >
      <time-line data-closing={words.closing} data-failed={words.failed}>
        <Head {...props} />
        <div id="outcome" role="status">
          {props.moved ? <p class="notice good">{words.moved}</p> : null}
        </div>
        {timeline.facilities.length === 0 ? <p>{words.noFacility}</p> : <Shown {...props} />}
        <dialog id="sheet" aria-label={words.sheet.title} />
      </time-line>
    </Frame>
  )
}

function Head({ date, form, axis, voice }: TimelineViewProps) {
  const words = timelineText[voice.locale]
  const { view } = form
  const first = axis.dates[0] ?? date
  const last = axis.dates.at(-1) ?? date
  const isWeek = first !== last
  return (
    <header class="line-head">
      <h1>{words.title}</h1>
      <p class="line-day">
        <time datetime={first}>{voice.day(first)}</time>
        {isWeek ? '–' : null}
        {isWeek ? <time datetime={last}>{voice.day(last)}</time> : null}
      </p>
      <nav class="line-ways" aria-label={words.date}>
        <a class="button" rel="prev" href={timelinePath({ ...form, date: stepOf(date, view, -1) })}>
          ‹<span class="unseen"> {words.earlier[view]}</span>
        </a>
        <a class="button" href={timelinePath({ ...form, date: null })} aria-current={isToday(axis, voice)}>
          {words.today}
        </a>
        <a class="button" rel="next" href={timelinePath({ ...form, date: stepOf(date, view, 1) })}>
          ›<span class="unseen"> {words.later[view]}</span>
        </a>
        {views.map((one) => (
          <a
            class="button"
            href={timelinePath({ ...form, view: one })}
            aria-current={one === view ? 'true' : undefined}
          >
            {words.views[one]}
          </a>
        ))}
      </nav>
    </header>
  )
}

function isToday({ dates }: Axis, voice: Voice): 'date' | undefined {
  return dates.includes(dayOf(voice.now, voice.zone).date) ? 'date' : undefined
}

function Shown(props: TimelineViewProps) {
  const { timeline, form, voice } = props
  const words = timelineText[voice.locale]
  const { lanes, more } = timeline
  const last = lanes.at(-1)
  const isFiltered = form.q !== '' || form.facility !== '' || form.category !== '' || form.booked
  return (
    <>
      <Filter {...props} isFiltered={isFiltered} />
      {lanes.length === 0 ? (
        <p class="quiet" id="no-lanes">
          {isFiltered ? words.noneFound : words.none}
        </p>
      ) : (
        <>
          <Legend voice={voice} />
          <Board {...props} />
          <p class="hint line-hint">{words.hint}</p>
        </>
      )}
      <p class="beside">
        {form.after === '' ? null : <a href={timelinePath({ ...form, after: '' })}>{words.start}</a>}
        {more && last ? <a href={timelinePath({ ...form, after: unitIdText(last.unitId) })}>{words.more}</a> : null}
      </p>
    </>
  )
}
