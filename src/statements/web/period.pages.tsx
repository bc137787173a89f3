import { z } from 'zod'
import { Frame } from '../../firms/web/frame.tsx'
import type { Actor, Deps } from '../../deps.ts'
import { newId } from '../../kernel/id.ts'
import { seesParkMoney } from '../../firms/viewer.ts'
import { Conflict } from '../../kernel/thrown.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { closePeriod } from '../commands/close-period.ts'
import { issueStatements } from '../commands/issue-statements.ts'
import { readDraft } from '../reads/draft.ts'
import { readPeriod } from '../reads/period.ts'
import { readPeriodStatements } from '../reads/period-statements.ts'
import { statementsWorkbook } from '../files.ts'
import { periodPath } from './paths.ts'
import { issuedAtOnce } from './periods.api.ts'
import { PeriodView, type JustIssued } from './period-view.tsx'
import { SheetView } from './statement-view.tsx'
import { periodInPath } from './statements.api.ts'
import { sheetText } from '../sheet-text.ts'
import { periodText } from './period.text.ts'
import { statementsText } from './statements.text.ts'

const finance = { policy: 'park-finance' } as const
const params = z.object({ period: periodInPath })

/** A month's end: its checklist, all statements at once, drafts, closing. */
export function periodPages(pages: Pages): void {
  const count = wholeNumber(0, 100_000).optional().catch(undefined)
  const query = z.object({ issued: count, total: z.string().max(20).optional() })
  pages.page(
    { ...finance, method: 'get', path: '/f/periods/:period', params, query },
    ({ c, deps, actor, params: { period }, query: { issued, total } }) => {
      const totalMinor = total !== undefined && /^-?\d{1,15}$/.test(total) ? Number(total) : 0
      const just = issued === undefined ? null : { statements: issued, totalMinor }
      return showPeriod(c, deps, actor, period, just)
    },
  )
  pages.page(
    { ...finance, method: 'post', path: '/f/periods/:period/statements', params },
    ({ c, deps, actor, params: { period }, request }) =>
      orConflict(c, deps, actor, period, async () => {
        const wish = { period, firmId: null, atMost: issuedAtOnce }
        const { statements, totalMinor } = await issueStatements(deps, actor, wish, request)
        return `?issued=${statements}&total=${totalMinor}`
      }),
  )
  pages.page(
    { ...finance, method: 'post', path: '/f/periods/:period/closing', params },
    ({ c, deps, actor, params: { period }, request }) =>
      orConflict(c, deps, actor, period, async () => {
        await closePeriod(deps, actor, period, request)
        return ''
      }),
  )
  draftPage(pages)
  workbookFile(pages)
}

/** All that was issued for the month: one sheet for each payer, and a summary. */
function workbookFile(pages: Pages): void {
  pages.page(
    { ...finance, method: 'get', path: '/f/periods/:period/statements.xlsx', params },
    async ({ deps, actor, params: { period } }) => {
      const { viewer, heads, lines } = await readPeriodStatements(deps, actor, period)
      return attachment(statementsWorkbook(heads, lines, viewer.locale), period, 'xlsx')
    },
  )
}

async function orConflict(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  period: string,
  act: () => Promise<string>,
): Promise<Response> {
  try {
    return c.redirect(periodPath(period) + (await act()), 303)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return showPeriod(c, deps, actor, period, null, error)
  }
}

async function showPeriod(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  period: string,
  just: JustIssued | null,
  conflict: Conflict | null = null,
): Promise<Response> {
  const list = await readPeriod(deps, actor, period)
  const voice = voiceOf(list.viewer.locale, deps.park(), deps.now())
  const title = `${periodText[voice.locale].checklist} ${voice.month(period)}`
  const formKey = newId('out', deps.now() * 1000, deps.entropy)
  return pageAnswer(
    c,
    <Frame viewer={list.viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <PeriodView list={list} just={just} conflict={conflict} formKey={formKey} voice={voice} />
    </Frame>,
    conflict === null ? 200 : 409,
  )
}

function draftPage(pages: Pages): void {
  pages.page(
    {
      policy: 'any-finance',
      method: 'get',
      path: '/f/periods/:period/drafts/:firm',
      params: z.object({ period: periodInPath, firm: idOf('firm') }),
    },
    async ({ c, deps, actor, params: { period, firm } }) => {
      const { viewer, statement, names } = await readDraft(deps, actor, firm, period)
      const voice = voiceOf(viewer.locale, deps.park(), deps.now())
      const text = statementsText[voice.locale]
      const title = `${sheetText[voice.locale].title} · ${text.draft}`
      const isPark = seesParkMoney(viewer)
      return pageAnswer(
        c,
        <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
          {isPark ? (
            <p class="over">
              <a href={periodPath(period)}>
                {periodText[voice.locale].checklist} {voice.month(period)}
              </a>
            </p>
          ) : null}
          <h1>{title}</h1>
          <p class="notice">{text.draftNote}</p>
          <SheetView statement={statement} names={names} voice={voice} objectPath={null} isDraft />
        </Frame>,
      )
    },
  )
}
