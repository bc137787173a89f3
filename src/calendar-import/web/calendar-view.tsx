import { resourcePath } from '../../bookings/web/paths.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { CalendarTrouble } from '../commands/refresh-calendars.ts'
import type { CalendarFacts } from '../reads/plan-facts.ts'
import { importText } from './import.text.ts'
import { calendarPath } from './paths.ts'
import { PlanView } from './plan-view.tsx'
import { troubleSentence } from './sentences.ts'

export interface CalendarViewProps {
  readonly facts: CalendarFacts
  readonly formKey: string
  /** True when it was applied too late. */
  readonly overtaken: boolean
  readonly voice: Voice
}

/** One calendar: what it would change, and a way to do it. */
export function CalendarView(props: CalendarViewProps) {
  const { facts, formKey, voice } = props
  const words = importText[voice.locale]
  const { calendar, plan } = facts
  const path = calendarPath(calendar.id)
  const isSettled = plan.every(({ step }) => step === 'unchanged') && calendar.appliedAt !== null
  return (
    <>
      <CalendarHead {...props} />
      <PlanView facts={facts} voice={voice} />
      {isSettled ? (
        <p class="notice good">{words.nothingToDo}</p>
      ) : (
        <form id="apply" method="post" action={`${path}/apply`}>
          <FormKey value={formKey} />
          <input type="hidden" name="version" value={calendar.version} />
          <button class="button main" type="submit">
            {words.apply}
          </button>
        </form>
      )}
      <Units facts={facts} formKey={formKey} voice={voice} />
      <form method="post" action={`${path}/end`}>
        <FormKey value={formKey} />
        <p class="quiet">{words.endHint}</p>
        <button class="button" type="submit">
          {words.end}
        </button>
      </form>
    </>
  )
}

function CalendarHead({ facts: { calendar, resource }, overtaken, voice }: CalendarViewProps) {
  const words = importText[voice.locale]
  return (
    <>
      <p class="over">
        <a href={resourcePath(resource.id)}>{nameIn(resource.names, voice.locale)}</a>
      </p>
      <h1 lang={langOf(calendar.title, voice.locale)}>{calendar.title}</h1>
      <p class="quiet">
        {words.read(voice.moment(calendar.readAt))}
        {calendar.fetchAt === null ? null : ` · ${words.hourly}`}
      </p>
      {overtaken ? (
        <p class="notice bad" role="alert">
          {words.overtaken}
        </p>
      ) : null}
      {calendar.trouble === '' ? null : (
        <p class="notice bad">
          {words.standsStill}: {troubleSentence({ kind: calendar.trouble as CalendarTrouble }, words)}
        </p>
      )}
    </>
  )
}

/** A box for each unit, where there are several. */
function Units({ facts, formKey, voice }: Omit<CalendarViewProps, 'overtaken'>) {
  const words = importText[voice.locale]
  const { calendar, resource, units } = facts
  const active = resource.units.filter(({ state }) => state === 'active')
  if (active.length < 2) return null
  return (
    <form method="post" action={`${calendarPath(calendar.id)}/units`}>
      <FormKey value={formKey} />
      <fieldset>
        <legend>{words.units}</legend>
        {active.map(({ id, name }) => (
          <label class="check">
            <input type="checkbox" name="unit" value={`unt_${id}`} checked={units.includes(id)} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <button class="button" type="submit">
        {words.chooseUnits}
      </button>
    </form>
  )
}
