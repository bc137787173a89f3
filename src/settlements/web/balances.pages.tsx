import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { may, type Viewer } from '../../firms/viewer.ts'
import { newId, type FirmId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { endStay, issueFinalStatement } from '../commands/end-stay.ts'
import { recordDeposit } from '../commands/record-deposit.ts'
import { setInvoiceTitle } from '../commands/set-invoice-title.ts'
import { invoiceKinds } from '../invoice.ts'
import { listBalances, readBalance } from '../reads/balances.ts'
import { balancePath, balancesPath, BalancesView, FiguresView } from './balances-view.tsx'
import { balancesText } from './balances.text.ts'
import { DepositView, type DepositForm } from './deposit-form.tsx'
import { HistoryView } from './history-view.tsx'
import { InvoiceTitleView } from './invoice-title-view.tsx'
import type { InvoiceForm } from './invoices-view.tsx'
import { LeavingView } from './leaving-view.tsx'

const params = z.object({ firm: idOf('firm') })

/** What firms paid ahead and what they owe. */
export function balancePages(pages: Pages): void {
  listPage(pages)
  const finance = { policy: 'any-finance' } as const
  pages.page(
    { ...finance, method: 'get', path: `${balancesPath}/:firm`, params },
    ({ c, deps, actor, params: { firm } }) => showBalance(c, deps, actor, { firm, to: 'deposit', form: {} }),
  )
  depositForm(pages)
  titleForm(pages)
  leavingForms(pages)
}

function listPage(pages: Pages): void {
  const query = z.object({ q: plainText(80).default('').catch(''), cursor: z.string().max(800).optional() })
  const place = z.strictObject({ name: z.string().max(200), firm: idOf('firm') })
  pages.page(
    { policy: 'any-finance', method: 'get', path: balancesPath, query },
    async ({ c, deps, actor, query: { q, cursor } }) => {
      const found = await listBalances(deps, actor, { search: q, after: placeOf(place, cursor) })
      const onward = new URLSearchParams({ q, cursor: cursorOf(found.next) ?? '' })
      const next = found.next === null ? null : `${balancesPath}?${onward.toString()}`
      const voice = voiceOf(found.viewer.locale, deps.park(), deps.now())
      const { title } = balancesText[voice.locale]
      return pageAnswer(
        c,
        <Frame viewer={found.viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
          <BalancesView {...found} next={next} search={q} voice={voice} />
        </Frame>,
      )
    },
  )
}

function depositForm(pages: Pages): void {
  const form = z.strictObject({
    amount: z.string().max(20),
    paidOn: z.string().max(20),
    voucher: oneLine(60),
    note: plainText(200),
    purpose: z.enum(['balance', 'opening']).default('balance'),
  })
  pages.page(
    { policy: 'park-finance', method: 'post', path: `${balancesPath}/:firm/deposits`, params, form },
    async ({ c, deps, actor, params: { firm }, form: typed, request }) =>
      answered(c, deps, actor, { firm, to: 'deposit', form: typed }, async () => {
        const { amount, ...said } = typed
        const amountMinor = readMoney(amount, deps.park().currency)
        if (amountMinor === null) throw new Malformed([{ pointer: '/amountMinor', kind: 'format' }])
        if (!z.iso.date().safeParse(said.paidOn).success) throw new Malformed([{ pointer: '/paidOn', kind: 'format' }])
        await recordDeposit(deps, actor, firm, { ...said, amountMinor }, keyOfForm(request))
      }),
  )
}

function titleForm(pages: Pages): void {
  const form = z.strictObject({ title: plainText(100), taxNumber: plainText(30), kind: z.enum(invoiceKinds) })
  pages.page(
    { policy: 'firm-finance', method: 'post', path: `${balancesPath}/:firm/invoice-title`, params, form },
    async ({ c, deps, actor, params: { firm }, form: typed, request }) =>
      answered(c, deps, actor, { firm, to: 'invoice-title', form: typed }, async () => {
        await setInvoiceTitle(deps, actor, firm, typed, keyOfForm(request))
      }),
  )
}

function leavingForms(pages: Pages): void {
  const park = { policy: 'park-finance', method: 'post', params } as const
  pages.page(
    { ...park, path: `${balancesPath}/:firm/final-statement`, form: z.strictObject({}) },
    async ({ c, deps, actor, params: { firm }, request }) =>
      answered(c, deps, actor, { firm, to: 'leaving', form: {} }, async () => {
        await issueFinalStatement(deps, actor, firm, keyOfForm(request))
      }),
  )
  const form = z.strictObject({
    paidOn: z.string().max(20).default(''),
    voucher: oneLine(60).default(''),
    note: plainText(200).default(''),
  })
  pages.page(
    { ...park, path: `${balancesPath}/:firm/departure`, form },
    async ({ c, deps, actor, params: { firm }, form: typed, request }) =>
      answered(c, deps, actor, { firm, to: 'leaving', form: typed }, async () => {
        const isDay = typed.paidOn === '' || z.iso.date().safeParse(typed.paidOn).success
        if (!isDay) throw new Malformed([{ pointer: '/paidOn', kind: 'format' }])
        await endStay(deps, actor, firm, typed, keyOfForm(request))
      }),
  )
}

interface Sent {
  readonly firm: FirmId
  /** Which of the page's forms. */
  readonly to: 'deposit' | 'history' | 'leaving' | 'invoice-title'
  readonly form: DepositForm & InvoiceForm & { readonly payment?: string; readonly wrong?: string }
}

/** Back to the firm; or, refused, the firm's page again with what was typed. */
export async function answered(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  sent: Sent,
  act: () => Promise<void>,
): Promise<Response> {
  try {
    await act()
    return c.redirect(`${balancePath(sent.firm)}#${sent.to === 'deposit' ? 'history' : sent.to}`, 303)
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof Conflict)) throw error
    return showBalance(c, deps, actor, sent, error)
  }
}

/** True for the firm's own finance people: the park's look after no firm's money. */
function looksAfter({ roles }: Pick<Viewer, 'roles'>, firmId: FirmId): boolean {
  return may({ roles: roles.filter((role) => role.firmId !== null) }, 'see-firm-money', { firmId })
}

async function showBalance(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  { firm, to, form }: Sent,
  fault: Malformed | Conflict | null = null,
): Promise<Response> {
  const { viewer, isPark, balance, payments, invoiceTitle } = await readBalance(deps, actor, firm)
  const voice = voiceOf(viewer.locale, deps.park(), deps.now())
  const title = nameIn(balance.names, voice.locale)
  const formKey = newId('out', deps.now() * 1000, deps.entropy)
  const about = (one: Sent['to']) => ({
    balance,
    voice,
    formKey,
    ...(to === one ? { form, fault } : { form: {}, fault: null }),
  })
  return pageAnswer(
    c,
    <Frame viewer={viewer} locale={voice.locale} title={title} sheets={['finance.css']} wide>
      <FiguresView balance={balance} voice={voice} />
      {isPark && balance.state !== 'departed' ? <DepositView {...about('deposit')} /> : null}
      <HistoryView
        {...about('history')}
        payments={payments}
        firmId={firm}
        mayTakeBack={isPark && balance.state !== 'departed'}
      />
      <InvoiceTitleView
        {...about('invoice-title')}
        kept={invoiceTitle}
        firmId={firm}
        mayChange={looksAfter(viewer, firm)}
      />
      {isPark ? <LeavingView {...about('leaving')} /> : null}
    </Frame>,
    fault === null ? 200 : fault instanceof Malformed ? 422 : 409,
  )
}
