import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { newId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { seesParkMoney } from '../../firms/viewer.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { answerObjection } from '../commands/answer-objection.ts'
import { objectToLine } from '../commands/object-to-line.ts'
import { objectUntil } from '../objection.ts'
import { listStatements, readStatement, statementShows } from '../reads/statements.ts'
import { fileAnswer } from './file-answer.ts'
import { ListView } from './list-view.tsx'
import { statementPath, statementsPath } from './paths.ts'
import { statementPlace } from './statements.api.ts'
import { StatementPage, type StatementForm } from './statement-page.tsx'
import { statementsText } from './statements.text.ts'

const finance = { policy: 'any-finance' } as const
const params = z.object({ number: z.string().max(40) })
const monthText = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
  .optional()
  .catch(undefined)

/** Statements: the list, one of them, and what is objected to. */
export function statementPages(pages: Pages): void {
  listPage(pages)
  onePage(pages)
  objectPages(pages)
}

function listPage(pages: Pages): void {
  const query = z.object({
    firm: idOf('firm').optional(),
    period: monthText,
    show: z.enum(statementShows).optional().catch(undefined),
    cursor: z.string().max(400).optional(),
  })
  pages.page(
    { ...finance, method: 'get', path: '/f/statements', query },
    async ({ c, deps, actor, query: { firm: firmId = null, period = null, show = null, cursor } }) => {
      const after = placeOf(statementPlace, cursor)
      const found = await listStatements(deps, actor, { firmId, period, show, after }, 50)
      const voice = voiceOf(found.viewer.locale, deps.park(), deps.now())
      const next = onward({ firm: firmId, period, show, cursor: cursorOf(found.next) })
      return pageAnswer(
        c,
        <Frame
          viewer={found.viewer}
          locale={voice.locale}
          title={statementsText[voice.locale].title}
          sheets={['finance.css']}
          wide
        >
          <ListView
            {...found}
            firmId={firmId}
            period={period}
            show={show}
            next={next}
            voice={voice}
            isPark={seesParkMoney(found.viewer)}
          />
        </Frame>,
      )
    },
  )
}

/** The same list from where this page of it ends; null where it ends altogether. */
function onward(wish: Readonly<Record<string, string | null>>): string | null {
  if (wish['cursor'] === null) return null
  const said = Object.entries(wish).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return `${statementsPath}?${new URLSearchParams(said).toString()}`
}

function onePage(pages: Pages): void {
  const query = z.object({ line: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined) })
  pages.page(
    { ...finance, method: 'get', path: '/f/statements/:number', params, query },
    async ({ c, deps, actor, params: { number }, query: { line } }) => {
      const [plain = '', kind] = number.split('.')
      if (kind === undefined)
        return showStatement(c, deps, actor, plain, line === undefined ? {} : { line: String(line) })
      const read = await readStatement(deps, actor, plain)
      return fileAnswer(read, kind, read.viewer.locale) ?? c.notFound()
    },
  )
}

function objectPages(pages: Pages): void {
  const objection = z.strictObject({ line: z.string().max(10), reason: plainText(500) })
  pages.page(
    { policy: 'firm-finance', method: 'post', path: '/f/statements/:number/objections', params, form: objection },
    async ({ c, deps, actor, params: { number }, form, request }) => {
      const line = /^\d{1,6}$/.test(form.line) ? Number(form.line) : 0
      return answered(c, deps, actor, { number, to: 'objections' }, form, async () => {
        if (line < 1) throw new Malformed([{ pointer: '/line', kind: 'value' }])
        await objectToLine(deps, actor, number, { line, reason: form.reason }, keyOfForm(request))
      })
    },
  )
  const answer = z.strictObject({
    statement: z.string().max(40),
    credit: z.string().max(20),
    answer: plainText(500),
  })
  const ofObjection = z.object({ id: idOf('obj') })
  pages.page(
    { policy: 'park-finance', method: 'post', path: '/f/objections/:id/answer', params: ofObjection, form: answer },
    async ({ c, deps, actor, params: { id }, form: { statement, ...form }, request }) => {
      const creditMinor = readMoney(form.credit, deps.park().currency)
      const where = { number: statement, to: 'objections' }
      return answered(c, deps, actor, where, { ...form, objection: id }, async () => {
        if (creditMinor === null) throw new Malformed([{ pointer: '/creditMinor', kind: 'format' }])
        await answerObjection(deps, actor, id, { creditMinor, answer: form.answer }, keyOfForm(request))
      })
    },
  )
}

/** Back to the statement; or, refused, the statement again with what was typed. */
export async function answered(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  { number, to }: { readonly number: string; readonly to: string },
  form: StatementForm,
  act: () => Promise<void>,
): Promise<Response> {
  try {
    await act()
    return c.redirect(`${statementPath(number)}#${to}`, 303)
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof Conflict)) throw error
    return showStatement(c, deps, actor, number, form, error)
  }
}

async function showStatement(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  number: string,
  form: StatementForm,
  fault: Malformed | Conflict | null = null,
): Promise<Response> {
  const read = await readStatement(deps, actor, number)
  const { calendar, timeZone } = deps.park()
  const voice = voiceOf(read.viewer.locale, deps.park(), deps.now())
  const until = objectUntil(read.head.issuedAt, calendar, timeZone)
  const formKey = newId('out', deps.now() * 1000, deps.entropy)
  return pageAnswer(
    c,
    <StatementPage read={read} voice={voice} until={until} form={form} fault={fault} formKey={formKey} />,
    fault === null ? 200 : fault instanceof Malformed ? 422 : 409,
  )
}
