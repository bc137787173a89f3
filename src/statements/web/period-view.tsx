import type { Conflict } from '../../kernel/thrown.ts'
import { addDays, nextWindowStart } from '../../kernel/wall-clock.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import type { Checklist } from '../reads/period.ts'
import { draftPath, periodPath, statementsPath, workbookPath } from './paths.ts'
import { periodText } from './period.text.ts'
import { statementsText } from './statements.text.ts'

export interface JustIssued {
  readonly statements: number
  readonly totalMinor: number
}

export interface PeriodProps {
  readonly list: Checklist
  readonly just: JustIssued | null
  readonly conflict: Conflict | null
  readonly formKey: string
  readonly voice: Voice
}

/** What has to be seen before a month is closed, and the two things to do: issue all, close. */
export function PeriodView(props: PeriodProps) {
  const { list, just, conflict, voice } = props
  const text = statementsText[voice.locale]
  const own = periodText[voice.locale]
  return (
    <>
      <p class="over">
        <a href={`${statementsPath}?period=${list.period}`}>{text.title}</a>
      </p>
      <h1>
        {own.checklist} {voice.month(list.period)}
      </h1>
      {conflict === null ? null : (
        <p class="notice bad" role="alert">
          {text.conflicts(conflict.kind)}
        </p>
      )}
      {just === null ? null : (
        <p class="notice good" role="status">
          {own.issued(just.statements, voice.money(just.totalMinor))}
        </p>
      )}
      {list.closedAt === null ? null : <p class="notice good">{own.closed(voice.moment(list.closedAt))}</p>}
      {list.isOver ? null : <p class="notice">{own.runs(voice.day(lastDay(list.period)))}</p>}
      <Points list={list} voice={voice} />
      {list.statements.count === 0 ? null : (
        <p>
          <a class="button quiet" href={workbookPath(list.period)}>
            {text.workbook}
          </a>
        </p>
      )}
      <Unstated {...props} />
      {list.isOver && list.state === 'open' ? <Closing {...props} /> : null}
    </>
  )
}

function lastDay(period: string): string {
  return addDays(nextWindowStart(`${period}-01`, 'month'), -1)
}

function Points({ list, voice }: Pick<PeriodProps, 'list' | 'voice'>) {
  const text = statementsText[voice.locale]
  const own = periodText[voice.locale]
  const { statements, unstatedFirms, unstatedMinor, unsettled, unreviewed, openObjections, negative } = list
  return (
    <dl class="terms points">
      <Point label={own.issuedSoFar} open={false}>
        {statements.count === 0 ? (
          0
        ) : (
          <a href={`${statementsPath}?period=${list.period}`}>
            {own.statementCount(statements.count)} · {text.lineCount(statements.lines)} ·{' '}
            {voice.money(statements.totalMinor)}
          </a>
        )}
      </Point>
      <Point label={own.toIssue} open={unstatedFirms > 0}>
        {unstatedFirms === 0 ? own.allIssued : `${own.firms(unstatedFirms)} · ${voice.money(unstatedMinor)}`}
      </Point>
      <Point label={own.unsettled} open={unsettled > 0} note={unsettled > 0 ? own.unsettledNote : ''}>
        {unsettled}
      </Point>
      <Point label={own.unreviewed} open={unreviewed > 0} note={unreviewed > 0 ? own.unreviewedNote : ''}>
        {unreviewed}
      </Point>
      <Point label={own.openObjections} open={openObjections > 0}>
        {openObjections === 0 ? 0 : <a href={`${statementsPath}?show=disputed`}>{own.answer(openObjections)}</a>}
      </Point>
      <Point label={own.negative} open={negative > 0}>
        {negative}
      </Point>
    </dl>
  )
}

interface PointProps {
  readonly label: string
  readonly open: boolean
  /** Who sees to it, and what it means for the month. */
  readonly note?: string
  readonly children?: unknown
}

/** Open or done, told by a sign as well as by the number. */
function Point({ label, open, note = '', children }: PointProps) {
  return (
    <div>
      <dt>
        <span aria-hidden="true">{open ? '○' : '✓'}</span> {label}
        {note === '' ? null : <small>{note}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function Unstated({ list, just, formKey, voice }: PeriodProps) {
  const text = statementsText[voice.locale]
  const own = periodText[voice.locale]
  const { period, unstated, unstatedFirms, unstatedMinor, isOver } = list
  if (unstatedFirms === 0) return null
  return (
    <section>
      {isOver ? (
        <form method="post" action={`${periodPath(period)}/statements`}>
          <FormKey value={formKey} />
          {list.unsettled === 0 ? null : <p class="notice">{own.waitFirst(list.unsettled)}</p>}
          <button class="button main" type="submit">
            {just === null ? own.issueAll(unstatedFirms, voice.money(unstatedMinor)) : own.goOn(unstatedFirms)}
          </button>
        </form>
      ) : null}
      <h2>{own.toIssue}</h2>
      <ul class="rows pairs">
        {unstated.map((firm) => (
          <li>
            <a class="row" href={draftPath(period, firm.firmId)}>
              <span>
                <strong lang={langOf(nameIn(firm, voice.locale), voice.locale)}>{nameIn(firm, voice.locale)}</strong>
                <small>
                  {text.lineCount(firm.entries)} · {own.preview}
                </small>
              </span>
              <b>{voice.money(firm.totalMinor)}</b>
            </a>
          </li>
        ))}
      </ul>
      {unstatedFirms > unstated.length ? <p>{own.moreFirms(unstatedFirms - unstated.length)}</p> : null}
    </section>
  )
}

function Closing({ list, formKey, voice }: PeriodProps) {
  const own = periodText[voice.locale]
  const isReady = list.unstatedFirms === 0 && list.unsettled === 0
  return (
    <section>
      <h2>{own.closeMonth}</h2>
      <p class="quiet">{isReady ? own.closeHint : own.closeFirst}</p>
      {isReady ? (
        <form method="post" action={`${periodPath(list.period)}/closing`}>
          <FormKey value={formKey} />
          <button class="button main" type="submit">
            {own.closeMonth}
          </button>
        </form>
      ) : null}
    </section>
  )
}
