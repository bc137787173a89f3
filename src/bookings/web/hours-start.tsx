import type { Child } from 'hono/jsx'
import { address } from '../../platform/http/address.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import type { HoursPreview } from '../reads/hours-preview.ts'
import { ComingDays, Meaning, Precedence } from './hours-days.tsx'
import { weekSentences } from './hours-sentence.ts'
import { hoursText } from './hours.text.ts'
import { closeText } from './close.text.ts'
import { closePath, hoursPath, resourcePath } from './paths.ts'

interface StartProps {
  readonly preview: HoursPreview
  /** True just after they were set. */
  readonly isDone: boolean
  readonly children?: Child
  readonly voice: Voice
}

/** The hours as they are, what they mean, and the editor. */
export function HoursStart({ preview: { facts }, isDone, children, voice }: StartProps) {
  const words = hoursText[voice.locale]
  const [own] = facts.resources
  if (!own) return null
  return (
    <>
      {isDone ? (
        <p class="notice good" role="status">
          {words.done}
        </p>
      ) : null}
      <header class="head">
        <h1>
          {words.opening} <a href={resourcePath(own.id, own.kind)}>{nameIn(own.names, voice.locale)}</a>
        </h1>
        <p class="beside">
          <a href={closePath(own.id)}>{closeText[voice.locale].title(nameIn(own.names, voice.locale))}</a>
        </p>
      </header>
      <div class="hours-page">
        <div>{children}</div>
        <aside>
          <Meaning hours={{ ...own.hours, later: [] }} voice={voice} />
          <Planned own={own} voice={voice} />
          <Precedence voice={voice} />
          <ComingDays hours={own.hours} park={facts.park} now={facts.now} voice={voice} />
        </aside>
      </div>
    </>
  )
}

function Planned({ own, voice }: { readonly own: HoursPreview['facts']['resources'][number]; readonly voice: Voice }) {
  const words = hoursText[voice.locale]
  const later = own.hours.later ?? []
  if (later.length === 0) return null
  return (
    <section aria-labelledby="planned">
      <h2 id="planned">{words.planned}</h2>
      <ul class="rows">
        {later.map((week) => (
          <li class="row stack">
            <strong>{words.plannedFrom(voice.day(week.from))}</strong>
            <span>{weekSentences(week, voice.locale).join(' ')}</span>
            <span class="verbs">
              <a href={address(hoursPath(own.id), { change: week.from })}>{words.change}</a>
              <a href={address(hoursPath(own.id), { drop: week.from })}>{words.drop}</a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
