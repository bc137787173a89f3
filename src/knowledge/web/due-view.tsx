import type { Child } from 'hono/jsx'
import type { Instant } from '../../kernel/interval.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { BookingLine } from '../../machines/web/booking-line.tsx'
import type { PartProps } from '../../machines/web/machine-parts.tsx'
import { machinePath } from '../../machines/web/paths.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { dueKinds, type Due } from '../due.ts'
import type { ComingDueRow } from '../knowledge.sql.ts'
import { knowledgeText } from './knowledge.text.ts'

export interface KnowledgePartProps extends PartProps {
  readonly typed: Readonly<Record<string, string>>
  readonly fault?: string
}

/** What is due when: each can be done today, and bookings beyond a date that blocks are counted. */
export function Dues({ page, formKey, voice, typed, fault }: KnowledgePartProps) {
  const words = knowledgeText[voice.locale]
  const action = `${machinePath(page.resource.id)}/dues`
  const { dues, beyond } = page.knowledge
  return (
    <section aria-labelledby="dues-title" id="dues">
      <h2 id="dues-title">{words.dues}</h2>
      <ul class="rows">
        {dues.map((due) => (
          <DueLine due={due} action={action} formKey={formKey} voice={voice} />
        ))}
      </ul>
      {beyond.length === 0 ? null : (
        <details id="beyond">
          <summary>{words.beyond(beyond.length)}</summary>
          <ul class="rows">
            {beyond.map((one) => (
              <BookingLine one={one} why={words.beyondWhy} voice={voice} />
            ))}
          </ul>
        </details>
      )}
      <DueForm
        action={action}
        formKey={formKey}
        voice={voice}
        typed={typed}
        {...(fault === undefined ? {} : { fault })}
      />
    </section>
  )
}

interface LineProps {
  readonly due: Due
  readonly action: string
  readonly formKey: string
  readonly voice: Voice
}

function DueLine({ due, action, formKey, voice }: LineProps): Child {
  const words = knowledgeText[voice.locale]
  const kind = words.kinds[due.kind]
  const said = [
    due.blocks ? words.blocking : '',
    due.doneAt === null ? '' : words.lastDone(dayText(due.doneAt, voice)),
  ].filter(Boolean)
  return (
    <li class="row stack">
      <strong>{kind}</strong>
      <DueState due={due} voice={voice} />
      {said.length === 0 ? null : <small>{said.join(' · ')}</small>}
      <form method="post" action={action} class="verbs">
        <FormKey value={formKey} />
        <input type="hidden" name="kind" value={due.kind} />
        <button class="button" name="do" value="done" type="submit">
          {words.doneToday}
          <span class="unseen"> {kind}</span>
        </button>
        <button class="plain" name="do" value="remove" type="submit">
          {words.remove}
          <span class="unseen"> {kind}</span>
        </button>
      </form>
    </li>
  )
}

function DueState({ due: { dueAt, warnDays }, voice }: { due: Pick<Due, 'dueAt' | 'warnDays'>; voice: Voice }) {
  const words = knowledgeText[voice.locale]
  const day = dayText(dueAt - 1, voice)
  if (dueAt <= voice.now) return <span class="now taken">{words.overdue(day)}</span>
  if (dueAt - warnDays * 86_400 <= voice.now) return <span class="now closed">{words.coming(day)}</span>
  return <span class="now free">{words.due(day)}</span>
}

interface FormProps extends Omit<LineProps, 'due'> {
  readonly typed: Readonly<Record<string, string>>
  readonly fault?: string
}

function DueForm({ action, formKey, voice, typed, fault }: FormProps) {
  const words = knowledgeText[voice.locale]
  return (
    <details open={fault !== undefined}>
      <summary>{words.keep}</summary>
      <p class="hint">{words.duesHint}</p>
      <form method="post" action={action}>
        <FormKey value={formKey} />
        <DueFields typed={typed} isFaulty={fault !== undefined} voice={voice} />
        <Check label={words.blocks} name="blocks" checked={typed['blocks'] === '1'} />
        <p class="actions">
          <button class="button" name="do" value="keep" type="submit">
            {words.keep}
          </button>
        </p>
      </form>
    </details>
  )
}

interface FieldsProps extends Pick<FormProps, 'typed' | 'voice'> {
  readonly isFaulty: boolean
}

function DueFields({ typed, isFaulty, voice }: FieldsProps) {
  const words = knowledgeText[voice.locale]
  const today = dayOf(voice.now, voice.zone).date
  const kinds = dueKinds.map((kind) => ({ value: kind, text: words.kinds[kind] }))
  const about = isFaulty ? { fault: words.dueFault } : {}
  return (
    <div class="fields">
      <Select label={words.kind} name="kind" id="due-kind" options={kinds} value={typed['kind'] ?? 'calibration'} />
      <Field
        label={words.dueOn}
        name="date"
        id="due-date"
        type="date"
        required
        value={typed['date'] ?? today}
        {...about}
      />
      <Field
        label={words.every}
        name="every"
        id="due-every"
        type="number"
        min={1}
        max={3650}
        value={typed['every'] ?? '365'}
      />
      <Field
        label={words.warn}
        name="warn"
        id="due-warn"
        type="number"
        min={0}
        max={365}
        value={typed['warn'] ?? '30'}
      />
    </div>
  )
}

/** Dates that want a lab manager's look today. */
export function ComingDues({ dues, voice }: { readonly dues: readonly ComingDueRow[]; readonly voice: Voice }) {
  const words = knowledgeText[voice.locale]
  if (dues.length === 0) return null
  return (
    <section id="due" class="need" aria-labelledby="coming-due-title">
      <h2 id="coming-due-title">{words.comingTitle}</h2>
      <ul class="rows">
        {dues.map((one) => (
          <li>
            <a class="row" href={`${machinePath(one.resourceId)}#dues`}>
              <span>
                <strong>{nameIn(one, voice.locale)}</strong>
                <small>
                  {words.kinds[one.kind]} ·{' '}
                  {(one.dueAt <= voice.now ? words.overdue : words.coming)(dayText(one.dueAt - 1, voice))}
                  {one.blocks === 1 ? ` · ${words.blocking}` : ''}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What whoever books should know: soon due, overdue, or no bookings beyond it. */
export function DueNotice({ dues, voice }: { readonly dues: readonly Due[]; readonly voice: Voice }) {
  const words = knowledgeText[voice.locale]
  const warned = dues.filter((due) => due.dueAt - due.warnDays * 86_400 <= voice.now)
  if (warned.length === 0) return null
  return (
    <p class="notice" id="due-notice">
      {warned
        .map((due) => {
          const say = due.blocks ? words.noticeBlocked : due.dueAt <= voice.now ? words.noticeOver : words.noticeComing
          return say(words.kinds[due.kind], dayText(due.dueAt - 1, voice))
        })
        .join(' ')}
    </p>
  )
}

function dayText(at: Instant, voice: Voice): string {
  return voice.day(dayOf(at, voice.zone).date)
}
