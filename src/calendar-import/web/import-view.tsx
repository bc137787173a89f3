import type { ResourceId } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { CalendarTrouble } from '../commands/refresh-calendars.ts'
import { longestSource } from '../imported-calendar.ts'
import type { CalendarsFound, ListedCalendar } from '../reads/calendars.ts'
import { importText } from './import.text.ts'
import { calendarPath } from './paths.ts'
import { troubleSentence } from './sentences.ts'

export interface FilledImport {
  readonly resource: ResourceId | null
  readonly name: string
  readonly address: string
}

export interface ImportFaults {
  readonly name?: string
  readonly file?: string
  readonly address?: string
}

interface ImportViewProps {
  readonly found: CalendarsFound
  readonly filled: FilledImport
  readonly faults: ImportFaults
  readonly formKey: string
  readonly voice: Voice
}

/** A calendar to be read, and those that were. */
export function ImportView(props: ImportViewProps) {
  const { found, voice } = props
  const words = importText[voice.locale]
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <ImportForm {...props} />
      <h2>{words.calendars}</h2>
      {found.calendars.length === 0 ? <p class="quiet">{words.none}</p> : null}
      <ul class="rows">
        {found.calendars.map((calendar) => (
          <CalendarRow calendar={calendar} voice={voice} />
        ))}
      </ul>
    </>
  )
}

function ImportForm({ found, filled, faults, formKey, voice }: ImportViewProps) {
  const words = importText[voice.locale]
  const options = found.resources.map(({ id, assetNumber, names }) => ({
    value: id,
    text: `${assetNumber} ${nameIn(names, voice.locale)}`,
  }))
  const chosen = filled.resource === null ? {} : { value: filled.resource }
  const fault = (name: keyof ImportFaults) => (faults[name] === undefined ? {} : { fault: faults[name] })
  const [file, name, address] = [fault('file'), fault('name'), fault('address')]
  const typed = { maxlength: longestSource, value: filled.address, hint: words.addressHint }
  return (
    <form method="post" action="/m/import" enctype="multipart/form-data">
      <FormKey value={formKey} />
      <Select label={words.resource} name="resource" options={options} required {...chosen} />
      <Field label={words.file} name="file" type="file" accept=".ics,text/calendar" hint={words.fileHint} {...file} />
      <Field label={words.name} name="name" value={filled.name} maxlength={100} hint={words.nameHint} {...name} />
      <Field label={words.address} name="address" {...typed} {...address} />
      <button class="button main" type="submit">
        {words.look}
      </button>
    </form>
  )
}

function CalendarRow({ calendar, voice }: { readonly calendar: ListedCalendar; readonly voice: Voice }) {
  const words = importText[voice.locale]
  const { id, title, resource, readAt, appliedAt, isFetched, trouble } = calendar
  return (
    <li>
      <a class="row stack" href={calendarPath(id)}>
        <strong lang={langOf(title, voice.locale)}>{title}</strong>
        <span>{nameIn(resource, voice.locale)}</span>
        <span class="quiet">
          {words.read(voice.moment(readAt))}
          {isFetched ? ` · ${words.hourly}` : null}
          {appliedAt === null ? ` · ${words.notApplied}` : null}
          {trouble === ''
            ? null
            : ` · ${words.standsStill}: ${troubleSentence({ kind: trouble as CalendarTrouble }, words)}`}
        </span>
      </a>
    </li>
  )
}
