import { addDays, dayOf } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field } from '../../platform/ui/form-parts.tsx'
import { dueOf } from '../../settlements/dues.ts'
import { balancesPath } from '../../settlements/web/balances-view.tsx'
import { balancesText } from '../../settlements/web/balances.text.ts'
import { reconcileText } from '../../settlements/web/reconcile.text.ts'
import { settlementsText } from '../../settlements/web/settlements.text.ts'
import type { StatementHead } from '../statement.ts'
import { periodPath, statementPath, statementsPath, workbookPath } from './paths.ts'
import { statementsText } from './statements.text.ts'

export interface ListProps {
  readonly statements: readonly StatementHead[]
  readonly period: string | null
  readonly next: string | null
  readonly isPark: boolean
  readonly voice: Voice
}

/** Statements, newest first; for the park's finance people, the way to a month's checklist. */
export function ListView({ statements, period, next, isPark, voice }: ListProps) {
  const text = statementsText[voice.locale]
  return (
    <>
      <h1>{text.title}</h1>
      <form method="get" action={statementsPath} class="fields month-filter">
        <Field label={text.month} name="period" type="month" value={period ?? ''} />
        <button class="button quiet" type="submit">
          {text.find}
        </button>
      </form>
      <p>
        <a href={balancesPath}>{balancesText[voice.locale].title}</a>
      </p>
      {isPark ? <ParkWays period={period} any={statements.length > 0} voice={voice} /> : null}
      {statements.length === 0 ? <p>{period === null ? text.noneYet : text.none}</p> : null}
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
        {text.close} {period ?? lastMonth(voice)}
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
          <strong>{isPark ? <span lang={langOf(name, voice.locale)}>{name}</span> : head.period}</strong>
          <small>
            {head.number} · {isPark ? `${head.period} · ` : ''}
            {text.lineCount(head.lines)} · {text.states[head.state]}
            {due === 0 || due === head.totalMinor ? null : ` · ${settling.due} ${voice.money(due)}`}
          </small>
        </span>
        <b>{voice.money(head.totalMinor)}</b>
      </a>
    </li>
  )
}

/** The month before this one: the one that waits to be closed. */
function lastMonth({ now, zone }: Voice): string {
  const { date } = dayOf(now, zone)
  return addDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7)
}
