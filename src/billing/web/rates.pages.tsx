import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { seesParkMoney } from '../../firms/viewer.ts'
import { newId, parseId, type FacilityId, type ResourceId } from '../../kernel/id.ts'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { dayOf, nextWindowStart } from '../../kernel/wall-clock.ts'
import { cursorOf, placeOf } from '../../platform/http/cursor.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, wholeNumber } from '../../platform/http/schemas.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { publishRate, RatesRefused, setChargeBasis, withdrawRate } from '../../resources/commands/publish-rate.ts'
import { readRateList } from '../reads/rate-list.ts'
import { ratesInTime, readResourceRates, type ResourceRates } from '../reads/resource-rates.ts'
import { chargeBases } from '../tariff.ts'
import { usualTerms } from '../usual-terms.ts'
import { RateListView } from './rate-list-view.tsx'
import { ratePath } from './rate-paths.ts'
import { rateFaultText } from './rate-words.ts'
import { ratesText, type RatesText } from './rates.text.ts'
import { filledWith, rateForm, readRateForm, type Filled, type RateFormFault } from './read-rate-form.ts'
import { readCase, testerFields, tryPrice } from './read-tester.ts'
import { ResourceRatesView } from './resource-rates-view.tsx'
import { TesterView } from './tester-view.tsx'

const readers = { policy: 'rates-reader' } as const
const finance = { policy: 'park-finance' } as const
const params = z.object({ id: idOf('res') })

/** What is looked for in the list, as it stands in an address; what nobody can look for is looked past. */
export const rateQuery = {
  q: plainText(100).catch('').prefault(''),
  facility: z.string().max(64).catch('').prefault(''),
  show: z.enum(['coming', 'missing']).or(z.literal('')).catch('').prefault(''),
}

export function rateFilterOf({ q, facility, show }: z.output<z.ZodObject<typeof rateQuery>>) {
  return { words: q, facility: facility as FacilityId | '', show }
}

/** Prices: the list, one resource's, publishing, taking back, and trying them. */
export function ratesPages(pages: Pages): void {
  listPage(pages)
  onePage(pages)
  publishPages(pages)
}

const place = z.strictObject({ code: z.string(), number: z.string() })

function listPage(pages: Pages): void {
  const query = z.object({ ...rateQuery, cursor: z.string().max(400).optional() })
  pages.page({ ...readers, method: 'get', path: '/f/rates', query }, async ({ c, deps, actor, query: asked }) => {
    const filter = rateFilterOf(asked)
    const list = await readRateList(deps, actor, filter, placeOf(place, asked.cursor))
    const voice = voiceOf(list.viewer.locale, deps.park(), list.now)
    const props = { list, filter, cursor: cursorOf(list.next), mayPublish: seesParkMoney(list.viewer), voice }
    const { title } = ratesText[voice.locale]
    return pageAnswer(
      c,
      <Frame viewer={list.viewer} locale={voice.locale} title={title} wide sheets={['rates.css']}>
        <RateListView {...props} />
      </Frame>,
    )
  })
}

const typed = z.string().max(40).optional().catch(undefined)
const oneQuery = z
  .object({
    category: z.string().max(60).optional().catch(undefined),
    correct: wholeNumber(0, 253_402_300_799).optional().catch(undefined),
    done: z.enum(['published', 'withdrawn', 'basis']).optional().catch(undefined),
    ...Object.fromEntries(testerFields.map((name) => [name, typed])),
  })
  // How many of which consumable: each by its id.
  .catchall(typed)

function onePage(pages: Pages): void {
  pages.page(
    { ...readers, method: 'get', path: '/f/rates/:id', params, query: oneQuery },
    ({ c, deps, actor, params: { id }, query }) => {
      const { category, correct, done, ...tester } = query
      // Consumables are typed under their ids, which no schema names.
      const sold = Object.entries(c.req.query()).filter(([name]) => parseId('cns', name) !== null)
      const filled = { ...(tester as Filled), ...Object.fromEntries(sold.slice(0, 200)) }
      return showRates(c, deps, actor, id, { category, correct, done, tester: filled })
    },
  )
}

function publishPages(pages: Pages): void {
  pages.page(
    { ...finance, method: 'post', path: '/f/rates/:id', params, form: rateForm },
    async ({ c, deps, actor, params: { id }, form, request }) => {
      const { category, replaces } = form
      const filled = form as Filled
      const read = readRateForm(filled, deps.park(), deps.now())
      if ('faults' in read) return showRates(c, deps, actor, id, { category, filled, faults: read.faults })
      return answered(c, deps, actor, id, { category, filled }, async () => {
        const wanted = { priceCategory: category, ...read.rate, mayReplace: replaces !== '' }
        await publishRate(deps, actor, id, wanted, keyOfForm(request))
        return 'published'
      })
    },
  )
  const coming = z.strictObject({ category: z.string().max(60), from: wholeNumber(0, 253_402_300_799) })
  pages.page(
    { ...finance, method: 'post', path: '/f/rates/:id/withdrawal', params, form: coming },
    async ({ c, deps, actor, params: { id }, form: { category, from }, request }) =>
      answered(c, deps, actor, id, { category }, async () => {
        await withdrawRate(deps, actor, id, { priceCategory: category, validFrom: from }, keyOfForm(request))
        return 'withdrawn'
      }),
  )
  const basis = z.strictObject({ category: z.string().max(60), basis: z.enum(chargeBases) })
  pages.page(
    { ...finance, method: 'post', path: '/f/rates/:id/charge-basis', params, form: basis },
    async ({ c, deps, actor, params: { id }, form, request }) =>
      answered(c, deps, actor, id, { category: form.category }, async () => {
        await setChargeBasis(deps, actor, id, form.basis, keyOfForm(request))
        return 'basis'
      }),
  )
}

interface Shown {
  readonly category?: string | undefined
  readonly correct?: number | undefined
  readonly done?: keyof RatesText['done'] | undefined
  readonly tester?: Filled
  readonly filled?: Filled
  readonly faults?: Readonly<Record<string, RateFormFault>>
  readonly refusal?: Conflict | Malformed
}

/** Back to the page; or, refused, the page again with what was typed. */
async function answered(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  id: ResourceId,
  shown: Shown,
  act: () => Promise<keyof RatesText['done']>,
): Promise<Response> {
  try {
    return c.redirect(ratePath(id, { category: shown.category ?? null, done: await act() }), 303)
  } catch (error) {
    if (!(error instanceof Conflict) && !(error instanceof Malformed)) throw error
    return showRates(c, deps, actor, id, { ...shown, refusal: error })
  }
}

async function showRates(c: DoorContext, deps: Deps, actor: Actor, id: ResourceId, shown: Shown): Promise<Response> {
  const typed = readCase(shown.tester ?? {}, deps.park().timeZone, deps.now())
  const rates = await readResourceRates(deps, actor, id, typed.payer)
  const voice = voiceOf(rates.viewer.locale, deps.park(), rates.now)
  const words = ratesText[voice.locale]
  const category = rates.terms.priceCategory ?? shown.category ?? rates.categories[0] ?? 'resident'
  const standing = rates.rates.get(category) ?? []
  const frame = { currency: voice.currency, category, chargeBasis: rates.chargeBasis, zone: voice.zone }
  const tried = tryPrice(typed, rates.terms, standing, frame)
  const faults = Object.entries(shown.faults ?? {}).map(([name, fault]) => [name, words.faults[fault]] as const)
  const props = {
    rates,
    category,
    mayPublish: seesParkMoney(rates.viewer),
    filled: shown.filled ?? prefilled(rates, category, shown.correct, voice),
    faults: Object.fromEntries(faults),
    refused: [...refusalOf(shown.refusal, voice), ...(faults.length > 0 ? faults.map(([, said]) => said) : [])],
    done: shown.done ?? null,
    formKeys: [0, 1, 2].map(() => newId('frm', deps.now() * 1000, deps.entropy)),
    voice,
  }
  const title = `${words.title} · ${nameIn(rates.names, voice.locale)}`
  const page = (
    <Frame
      viewer={rates.viewer}
      locale={voice.locale}
      title={title}
      wide
      sheets={['rates.css']}
      islands={['price-tester.js']}
    >
      <ResourceRatesView {...props}>
        <TesterView id={id} category={category} tried={tried} namesFirms={props.mayPublish} voice={voice} />
      </ResourceRatesView>
    </Frame>
  )
  const isConflict = shown.refusal instanceof Conflict
  return pageAnswer(c, page, isConflict ? 409 : props.refused.length > 0 ? 422 : 200)
}

/** What is in force, from the first of next month; or the coming rate that is to be corrected. */
function prefilled(rates: ResourceRates, category: string, correct: number | undefined, voice: Voice): Filled {
  const { inForce, coming } = ratesInTime(rates.rates.get(category) ?? [], rates.now)
  const replaced = coming.find((rate) => rate.validFrom === correct)
  const terms = (replaced ?? inForce)?.terms ?? usualTerms(0)
  const { date } = dayOf(rates.now, voice.zone)
  return {
    ...filledWith(terms, voice.currency),
    from: inForce === null ? date : nextWindowStart(date, 'month'),
    replaces: replaced === undefined ? '' : String(replaced.validFrom),
  }
}

function refusalOf(refusal: Shown['refusal'], voice: Voice): string[] {
  if (refusal === undefined) return []
  const { faults, refused } = ratesText[voice.locale]
  if (refusal instanceof RatesRefused) return refusal.faults.map((fault) => rateFaultText(fault, voice))
  if (refusal instanceof Conflict) return [faults.over]
  const isTerms = refusal.faults.some(({ pointer }) => pointer === '/terms')
  return [isTerms ? faults.same : refused.past(voice.moment(voice.now))]
}
