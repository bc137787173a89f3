import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, type FirmId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { dayOf } from '../../kernel/wall-clock.ts'
import { byteOrderMark, csvAmount, csvLines } from '../../platform/csv/csv-lines.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, oneLine, plainText } from '../../platform/http/schemas.ts'
import { decimalsOf } from '../../platform/i18n/format.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { payOut, setProvider } from '../commands/provide.ts'
import { listProviders, readProvider, type ProviderStatement } from '../reads/providers.ts'
import { ProvidersView, ProviderView, type SharingForm } from './providers-view.tsx'
import { providersText } from './providers.text.ts'

const params = z.object({ id: idOf('firm') })
const any = { policy: 'any-finance', method: 'get' } as const
const decide = { policy: 'park-finance', method: 'post' } as const

/** Whose machines are shared, and what that earns them. */
export function providersOfMachinesPages(pages: Pages): void {
  pages.page({ ...any, path: '/f/providers' }, ({ c, deps, actor }) => showList(c, deps, actor, null, null))
  const form = z.strictObject({ assetNumber: oneLine(80), firm: idOf('firm'), percent: plainText(10) })
  pages.page({ ...decide, path: '/f/providers', form }, async ({ c, deps, actor, form: filled, request }) => {
    const percent = /^\d{1,3}$/.test(filled.percent) ? Number(filled.percent) : -1
    try {
      await setProvider(deps, actor, { assetNumber: filled.assetNumber, firmId: filled.firm, percent }, request)
      return c.redirect('/f/providers', 303)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      return showList(c, deps, actor, filled, error)
    }
  })
  pages.page({ ...any, path: '/f/providers/:id', params }, ({ c, deps, actor, params: { id } }) =>
    showOne(c, deps, actor, id, false),
  )
  pages.page({ ...any, path: '/f/providers/:id/csv', params }, async ({ c: _c, deps, actor, params: { id } }) => {
    const one = await readProvider(deps, actor, id)
    const voice = voiceOf(one.viewer.locale, deps.park(), deps.now())
    return attachment(sharesCsv(one, voice), 'provider', 'csv')
  })
  const voucher = z.strictObject({ voucher: oneLine(80).default('') })
  pages.page(
    { ...decide, path: '/f/providers/:id/payouts', params, form: voucher },
    async ({ c, deps, actor, params: { id }, form: filled, request }) => {
      try {
        await payOut(deps, actor, id, filled.voucher, request)
        return c.redirect(`/f/providers/${id}`, 303)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return showOne(c, deps, actor, id, true)
      }
    },
  )
}

async function showList(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  filled: SharingForm | null,
  fault: Malformed | null,
): Promise<Response> {
  const list = await listProviders(deps, actor)
  const voice = voiceOf(list.viewer.locale, deps.park(), deps.now())
  const formKey = newId('out', deps.now() * 1000, deps.entropy)
  return pageAnswer(
    c,
    <Frame
      viewer={list.viewer}
      locale={voice.locale}
      title={providersText[voice.locale].title}
      sheets={['finance.css']}
      wide
    >
      <ProvidersView list={list} filled={filled} fault={fault} formKey={formKey} voice={voice} />
    </Frame>,
    fault === null ? 200 : 422,
  )
}

async function showOne(c: DoorContext, deps: Deps, actor: Actor, id: FirmId, isRefused: boolean): Promise<Response> {
  const one = await readProvider(deps, actor, id)
  const voice = voiceOf(one.viewer.locale, deps.park(), deps.now())
  const formKey = newId('out', deps.now() * 1000, deps.entropy)
  return pageAnswer(
    c,
    <Frame
      viewer={one.viewer}
      locale={voice.locale}
      title={providersText[voice.locale].title}
      sheets={['finance.css']}
      wide
    >
      <ProviderView one={one} isRefused={isRefused} formKey={formKey} voice={voice} />
    </Frame>,
    isRefused ? 409 : 200,
  )
}

/** A provider's shares as CSV: dates of the park, plain decimals. */
function sharesCsv({ shares }: ProviderStatement, { locale, zone, currency }: Voice): string {
  const text = providersText[locale]
  const rows = shares.map((share) => [
    dayOf(share.occurredAt, zone).date,
    share.assetNumber,
    nameIn(share.resource, locale),
    share.bookingNumber,
    csvAmount(share.baseMinor, currency),
    String(share.percent),
    csvAmount(share.amountMinor, currency),
    currency,
    text.states[share.state],
  ])
  const [date, resource, booking, base, share, state] = text.heads
  const heads = [date, text.assetNumber, resource, booking, base, '%', share, '', state]
  return byteOrderMark + csvLines([heads, ...rows], decimalsOf(currency))
}
