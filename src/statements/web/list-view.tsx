import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, Select } from '../../platform/ui/form-parts.tsx'
import { dueOf } from '../../settlements/dues.ts'
import { reconcileText } from '../../settlements/web/reconcile.text.ts'
import { settlementsText } from '../../settlements/web/settlements.text.ts'
import { statementShows, type StatementShow } from '../reads/statements.ts'
import type { StatementHead } from '../statement.ts'
import { lastMonth } from './finance-desk.tsx'
import { periodPath, statementPath, statementsPath, workbookPath } from './paths.ts'
import { statementsText } from './statements.text.ts'

export interface ListProps {
  readonly statements: readonly StatementHead[]
  readonly firmId: string | null
  readonly period: string | null
  readonly show: StatementShow | null
  readonly next: string | null
  readonly isPark: boolean
  readonly voice: Voice
}

/** Statements, newest first; for the park's finance people, the way to a month's checklist. */
export function ListView({ statements, firmId, period, show, next, isPark, voice }: ListProps) {
  const text = statementsText[voice.locale]
  return (
    <>
      <h1>{text.title}</h1>
      <form method="get" action={statementsPath} class="fields month-filter">
        {firmId === null ? null : <input type="hidden" name="firm" value={firmId} />}
        <Field label={text.month} name="period" type="month" value={period ?? ''} />
        <Select
          label={text.which}
          name="show"
          value={show ?? ''}
          options={(['', ...statementShows] as const).map((value) => ({ value, text: text.shows[value] }))}
        />
        <button class="button quiet" type="submit">
          {text.find}
        </button>
      </form>
      {isPark ? <ParkWays period={period} any={statements.length > 0} voice={voice} /> : null}
      {statements.length === 0 ? <p>{period === null && show === null ? text.noneYet : text.none}</p> : null}
      <ul class="rows">
        {statements.map((head) => (
          <StatementRow head={head} isPark={isPark} voice={voice} />
        ))}
      </ul>
      {next === null ? null : (
        <p>
          <a class="button quiet" href={next}>
            {text.more}
          </a>
        </p>
      )}
    </>
  )
}

/** The way to a month's checklist, and to all of its sheets at once. */
function ParkWays({ period, any, voice }: { period: string | null; any: boolean; voice: Voice }) {
  const text = statementsText[voice.locale]
  return (
    <p class="files">
      <a class="button" href={periodPath(period ?? lastMonth(voice))}>
        {text.close} {voice.month(period ?? lastMonth(voice))}
      </a>
      {period === null || !any ? null : (
        <a class="button quiet" href={workbookPath(period)}>
          {text.workbook}
        </a>
      )}
      <a class="button quiet" href="/f/reconcile">
        {reconcileText[voice.locale].title}
      </a>
    </p>
  )
}

function StatementRow({ head, isPark, voice }: { head: StatementHead; isPark: boolean; voice: Voice }) {
  const text = statementsText[voice.locale]
  const settling = settlementsText[voice.locale]
  const due = dueOf(head)
  const name = nameIn(head.firm, voice.locale)
  return (
    <li>
      <a class="row" href={statementPath(head.number)}>
        <span>
          <strong>{isPark ? <span lang={langOf(name, voice.locale)}>{name}</span> : voice.month(head.period)}</strong>
          <small>
            {head.number} · {isPark ? `${voice.month(head.period)} · ` : ''}
            {text.lineCount(head.lines)} · {text.states[head.state]}
            {due === 0 || due === head.totalMinor ? null : ` · ${settling.due} ${voice.money(due)}`}
            {head.disputedMinor === 0 ? null : ` · ${settling.disputed} ${voice.money(head.disputedMinor)}`}
          </small>
        </span>
        <b>{voice.money(head.totalMinor)}</b>
      </a>
    </li>
  )
}
