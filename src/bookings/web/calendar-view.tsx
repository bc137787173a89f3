import { Frame } from '../../firms/web/frame.tsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { MyFeed, MyFeeds } from '../reads/my-feeds.ts'
import { calendarText } from './calendar.text.ts'
import { resourcePath } from './paths.ts'

interface CalendarPageProps extends MyFeeds {
  readonly voice: Voice
  /** An address that was made just now, without its ending. */
  readonly made: string | null
}

/** Addresses under which other programs read a calendar: each is shown once, and ends when its owner says so. */
export function CalendarPage({ viewer, feeds, asked, formKey, voice, made }: CalendarPageProps) {
  const words = calendarText(voice.locale)
  const own = feeds.some(({ resource }) => resource === null)
  const name = asked && nameIn(asked.names, voice.locale)
  return (
    <Frame viewer={viewer} locale={voice.locale} title={words.title} current="mine" islands={made ? ['copy.js'] : []}>
      <h1>{name === null ? words.title : words.busyOf(name)}</h1>
      <p>{name === null ? words.intro : words.busyIntro}</p>
      {asked && name !== null ? (
        <p>
          <a href={resourcePath(asked.id)}>{name}</a>
        </p>
      ) : null}
      {made === null ? (
        <form method="post" action="/me/calendar">
          <FormKey value={formKey} />
          {asked ? <input type="hidden" name="resource" value={asked.id} /> : null}
          <button class="button main" type="submit">
            {asked ? words.makeBusy : own ? words.makeAgain : words.make}
          </button>
        </form>
      ) : (
        <Made url={made} busy={asked !== null} voice={voice} />
      )}
      <Live feeds={feeds} voice={voice} />
      <section aria-labelledby="how">
        <h2 id="how">{words.how}</h2>
        <ul>
          <li>{words.google}</li>
          <li>{words.apple}</li>
          <li>{words.outlook}</li>
        </ul>
      </section>
    </Frame>
  )
}

function Made({ url, busy, voice }: { url: string; busy: boolean; voice: Voice }) {
  const words = calendarText(voice.locale)
  return (
    <section class="notice" aria-label={words.addressLabel}>
      <p>
        <strong>{words.once}</strong>
      </p>
      <Address label={words.addressLabel} value={`${url}.ics`} voice={voice} />
      {busy ? <Address label={words.freeBusyLabel} value={`${url}.ifb`} voice={voice} /> : null}
      <p>
        <a class="button" href={`${url.replace(/^https?:/, 'webcal:')}.ics`}>
          {words.open}
        </a>
      </p>
    </section>
  )
}

function Address({ label, value, voice }: { label: string; value: string; voice: Voice }) {
  const words = calendarText(voice.locale)
  return (
    <copy-text class="field" data-copied={words.copied}>
      <label>
        {label}
        <input type="text" readonly value={value} />
      </label>
      <button type="button" class="button" hidden>
        {words.copy}
      </button>
    </copy-text>
  )
}

function Live({ feeds, voice }: { feeds: readonly MyFeed[]; voice: Voice }) {
  const words = calendarText(voice.locale)
  return (
    <section aria-labelledby="live">
      <h2 id="live">{words.live}</h2>
      {feeds.length === 0 ? <p class="quiet">{words.none}</p> : null}
      <ul class="rows">
        {feeds.map(({ id, createdAt, resource }) => (
          <li class="row">
            <span>
              <strong>{resource === null ? words.mine : words.busyOf(nameIn(resource, voice.locale))}</strong>
              <small> {words.since(voice.moment(createdAt))}</small>
            </span>
            <form method="post" action={`/me/calendar/${encodeURIComponent(id)}/end`}>
              <button class="plain" type="submit">
                {words.end}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
