import { dayOf } from '../../kernel/wall-clock.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { decimalText } from '../../platform/i18n/format.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, TextField } from '../../platform/ui/form-parts.tsx'
import type { Objection } from '../objection.ts'
import type { Statement } from '../statement.ts'
import { statementPath } from './paths.ts'
import type { StatementPageProps } from './statement-page.tsx'
import { statementsText } from './statements.text.ts'

/** What was objected to and answered; for the park's finance people, the form for an answer. */
export function Objections(props: StatementPageProps) {
  const { read, voice } = props
  const { objections } = read
  const text = statementsText[voice.locale]
  if (objections.length === 0) return null
  return (
    <section id="objections" class="screen-only">
      <h2>{text.objections}</h2>
      <ul class="rows">
        {objections.map((objection) => (
          <li class="row stack">
            <strong>
              <a href={`#line-${objection.lineNo}`}>
                {text.line} {objection.lineNo}
              </a>{' '}
              · {text.objectionStates[objection.state]}
              {objection.creditedMinor === 0 ? null : ` ${voice.money(objection.creditedMinor)}`}
            </strong>
            <span>{objection.reason}</span>
            <small>{voice.moment(objection.raisedAt)}</small>
            {objection.answer === '' ? null : <span>{objection.answer}</span>}
            {read.isPark && objection.state === 'open' ? <AnswerForm {...props} objection={objection} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function AnswerForm(props: StatementPageProps & { readonly objection: Objection }) {
  const { read, voice, form, fault, formKey, objection } = props
  const text = statementsText[voice.locale]
  const { statement, head } = read
  const isThis = form.objection === objection.id
  const line = statement.lines[objection.lineNo - 1]
  const whole = decimalText(Math.max(0, line?.amountMinor ?? 0), statement.currency)
  const fields = isThis ? form : {}
  return (
    <form method="post" action={`/f/objections/${objection.id}/answer`} class="fields">
      <FormKey value={formKey} />
      <input type="hidden" name="statement" value={head.number} />
      <Field
        label={text.credit}
        name="credit"
        value={fields.credit ?? whole}
        hint={text.creditHint}
        maxlength={20}
        required
        {...(isThis ? creditFault(fault, voice) : {})}
      />
      <TextField
        label={text.answer}
        name="answer"
        value={fields.answer ?? ''}
        rows={2}
        maxlength={500}
        required
        {...(isThis && has(fault, '/answer') ? { fault: text.noReason } : {})}
      />
      <button class="button" type="submit">
        {text.answerIt}
      </button>
    </form>
  )
}

function creditFault(fault: StatementPageProps['fault'], { locale, currency }: Voice) {
  const text = statementsText[locale]
  if (!(fault instanceof Malformed)) return {}
  const found = fault.faults.find(({ pointer }) => pointer === '/creditMinor')
  if (found === undefined) return {}
  const isTooMuch = found.kind === 'too-large' && found.expected !== undefined
  return { fault: isTooMuch ? text.tooMuch(decimalText(Number(found.expected), currency)) : text.noAmount }
}

function has(fault: StatementPageProps['fault'], pointer: string): boolean {
  return fault instanceof Malformed && fault.faults.some((found) => found.pointer === pointer)
}

/** The firm's form for one line, with the line beside its number. */
export function ObjectionForm({ read, voice, until, form, fault, formKey }: StatementPageProps) {
  const text = statementsText[voice.locale]
  const { head, statement } = read
  return (
    <section class="screen-only">
      <h2 id="object">{text.object}</h2>
      <p class="quiet">{text.objectHint(voice.day(dayOf(until - 1, voice.zone).date))}</p>
      <form method="post" action={`${statementPath(head.number)}/objections`} class="fields">
        <FormKey value={formKey} />
        <Field
          label={text.line}
          name="line"
          type="number"
          min={1}
          max={head.lines}
          value={form.line ?? ''}
          hint={lineHint(statement, form.line, voice)}
          required
          {...(has(fault, '/line') ? { fault: text.unknownLine } : {})}
        />
        <TextField
          label={text.reason}
          name="reason"
          rows={3}
          maxlength={500}
          value={form.reason ?? ''}
          required
          {...(has(fault, '/reason') ? { fault: text.noReason } : {})}
        />
        <button class="button" type="submit">
          {text.send}
        </button>
      </form>
    </section>
  )
}

/** What stands on the line of that number. */
function lineHint({ lines }: Statement, typed: string | undefined, voice: Voice): string {
  const line = lines[Number(typed) - 1]
  if (line === undefined) return statementsText[voice.locale].lineHint
  return `${nameIn(line.resource, voice.locale)} · ${line.date} · ${voice.money(line.amountMinor)}`
}
