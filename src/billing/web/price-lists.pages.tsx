import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps, Names } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, parseId, type FacilityId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { atOrAfter, dayOf, isDate } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { addConsumable, retireConsumable } from '../commands/set-consumable.ts'
import { addDiscount, endDiscount, type NewDiscount } from '../commands/set-discount.ts'
import type { Tier } from '../discount.ts'
import { readPercent } from '../read-percent.ts'
import { readPriceLists } from '../reads/price-lists.ts'
import { DiscountsView } from './discounts-view.tsx'
import { ConsumablesView } from './price-lists-view.tsx'
import { priceListsText, type PriceListFault } from './price-lists.text.ts'
import type { Filled } from './read-rate-form.ts'

const finance = { policy: 'park-finance' } as const
const name = plainText(80).prefault('')
const word = plainText(120).prefault('')
const names = { hans: name, hant: name, en: name }

/** What is sold with a use, and what is taken off a bill. */
export function priceListPages(pages: Pages): void {
  consumablePages(pages)
  discountPages(pages)
}

function consumablePages(pages: Pages): void {
  const path = '/f/consumables'
  pages.page({ ...finance, method: 'get', path }, ({ c, deps, actor }) => show(c, deps, actor, 'consumables', {}))
  const form = z.strictObject({ ...names, facility: idOf('fac'), asset: word, price: word, tax: word })
  pages.page({ ...finance, method: 'post', path, form }, ({ c, deps, actor, form: filled, request }) =>
    answered(c, deps, actor, 'consumables', filled, async () => {
      const { facility: facilityId, asset: assetNumber, price, tax } = filled
      const unitMinor = readMoney(price, deps.park().currency) ?? 0
      const taxBasisPoints = readPercent(tax)
      if (taxBasisPoints === null) throw new Malformed([{ pointer: '/tax', kind: 'value' }])
      const wanted = { names: namesIn(filled), facilityId, assetNumber, unitMinor, taxBasisPoints }
      await addConsumable(deps, actor, wanted, keyOfForm(request))
    }),
  )
  const params = z.object({ id: idOf('cns') })
  pages.page(
    { ...finance, method: 'post', path: '/f/consumables/:id/retirement', params },
    ({ c, deps, actor, params: { id }, request }) =>
      answered(c, deps, actor, 'consumables', {}, () => retireConsumable(deps, actor, id, keyOfForm(request))),
  )
}

function discountPages(pages: Pages): void {
  const path = '/f/discounts'
  const query = z.object({ of: plainText(80).default('').catch('') })
  pages.page({ ...finance, method: 'get', path, query }, ({ c, deps, actor, query: { of } }) =>
    show(c, deps, actor, 'discounts', { search: of }),
  )
  const form = z.strictObject({
    ...names,
    whose: word,
    of: word,
    facility: word,
    tag: word,
    window: z.enum(['none', 'month', 'year']),
    tiers: word,
    from: word,
    until: word,
  })
  pages.page({ ...finance, method: 'post', path, form }, ({ c, deps, actor, form: filled, request }) =>
    answered(c, deps, actor, 'discounts', filled, async () => {
      const { whose, facility, tag, window, tiers, from, until } = filled
      const wanted = {
        names: namesIn(filled),
        ...subjectIn(whose),
        facilityId: facility === '' ? null : (facility as FacilityId),
        resourceTag: tag,
        window: window === 'none' ? null : window,
        tiers: tiersIn(tiers),
        validFrom: from === '' ? ('now' as const) : fromDate('/from', from, deps),
        validUntil: until === '' ? null : midnight('/until', until, deps),
      }
      await addDiscount(deps, actor, wanted, keyOfForm(request))
    }),
  )
  const params = z.object({ id: idOf('dsc') })
  pages.page(
    { ...finance, method: 'post', path: '/f/discounts/:id/end', params },
    ({ c, deps, actor, params: { id }, request }) =>
      answered(c, deps, actor, 'discounts', {}, () => endDiscount(deps, actor, id, keyOfForm(request))),
  )
}

/** `everyone`, `tier:standard`, or a firm's or a project's id. */
function subjectIn(whose: string): Pick<NewDiscount, 'subjectKind' | 'subjectId'> {
  if (whose === 'everyone') return { subjectKind: 'everyone', subjectId: '' }
  if (whose.startsWith('tier:')) return { subjectKind: 'tier', subjectId: whose.slice(5) }
  return { subjectKind: parseId('firm', whose) === null ? 'project' : 'firm', subjectId: whose }
}

type List = 'consumables' | 'discounts'

/** Back to the list; or, refused, the list again with what was typed. */
async function answered(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  list: List,
  filled: Filled,
  act: () => Promise<void>,
): Promise<Response> {
  try {
    await act()
    return c.redirect(`/f/${list}`, 303)
  } catch (error) {
    const search = filled['of'] ?? ''
    if (error instanceof Conflict) return show(c, deps, actor, list, { filled, search, fault: 'over' })
    if (!(error instanceof Malformed)) throw error
    const fault = (error.faults[0]?.pointer.slice(1) ?? 'name') as PriceListFault
    return show(c, deps, actor, list, { filled, search, fault })
  }
}

interface Shown {
  readonly filled?: Filled
  readonly fault?: PriceListFault
  /** Which firms and projects are looked for. */
  readonly search?: string
}

async function show(c: DoorContext, deps: Deps, actor: Actor, list: List, shown: Shown): Promise<Response> {
  const lists = await readPriceLists(deps, actor, shown.search ?? '')
  const voice = voiceOf(lists.viewer.locale, deps.park(), lists.now)
  const { filled = {}, fault = null } = shown
  const props = { lists, filled, fault, voice, formKey: newId('frm', deps.now() * 1000, deps.entropy) }
  const title = priceListsText[voice.locale][list]
  const page = (
    <Frame viewer={lists.viewer} locale={voice.locale} title={title} wide sheets={['rates.css']}>
      {list === 'consumables' ? <ConsumablesView {...props} /> : <DiscountsView {...props} />}
    </Frame>
  )
  return pageAnswer(c, page, fault === null ? 200 : fault === 'over' ? 409 : 422)
}

/** A name that is left empty takes one that is filled. */
function namesIn({ hans, hant, en }: Names): Names {
  const any = hans || hant || en
  return { hans: hans || any, hant: hant || any, en: en || any }
}

/** `10%`, or `20h 5%; 50h 10%`; nothing where it can't be read. */
function tiersIn(text: string): Tier[] {
  const parts = text.split(/[;；]/).map((part) => /^(?:(\d{1,5})\s*h\s+)?(\d{1,3})\s*%?$/i.exec(part.trim()))
  return parts.includes(null) ? [] : parts.map((part): Tier => [Number(part?.[1] ?? 0), Number(part?.[2])])
}

function fromDate(pointer: string, text: string, deps: Deps): Instant | 'now' {
  return text === dayOf(deps.now(), deps.park().timeZone).date ? 'now' : midnight(pointer, text, deps)
}

function midnight(pointer: string, text: string, deps: Deps): Instant {
  if (!isDate(text)) throw new Malformed([{ pointer, kind: 'value' }])
  return atOrAfter({ date: text, time: '00:00' }, deps.park().timeZone)
}
