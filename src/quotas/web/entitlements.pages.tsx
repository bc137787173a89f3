import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { inTierOrder, tierName } from '../../firms/tier-name.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { newId, parseId } from '../../kernel/id.ts'
import { Malformed, NotFound } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { plainText } from '../../platform/http/schemas.ts'
import { byName } from '../../platform/i18n/by-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import { voiceOf, type Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { setFreeHours } from '../commands/set-entitlement.ts'
import { listEntitlements, type Entitlement, type Entitlements, type TierHours } from '../reads/entitlements.ts'
import { entitlementsText } from './entitlements.text.ts'

const form = z.strictObject({
  whose: plainText(120),
  facility: plainText(80).default(''),
  hours: plainText(10),
})

type Filled = z.output<typeof form>

/** Machine time that firms have free each month, with what is left of it. */
export function entitlementsPages(pages: Pages): void {
  pages.page({ policy: 'any-finance', method: 'get', path: '/f/entitlements' }, ({ c, deps, actor }) =>
    show(c, deps, actor, null, null),
  )
  pages.page(
    { policy: 'park-finance', method: 'post', path: '/f/entitlements', form },
    async ({ c, deps, actor, form: filled, request }) => {
      const hours = /^\d{1,5}$/.test(filled.hours) ? Number(filled.hours) : -1
      try {
        await setFreeHours(deps, actor, { whose: whoseOf(filled), facilityCode: filled.facility, hours }, request)
        return c.redirect('/f/entitlements', 303)
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        return show(c, deps, actor, filled, error)
      }
    },
  )
}

/** `tier:standard`, or a firm's id. */
function whoseOf({ whose }: Filled) {
  if (whose.startsWith('tier:')) return { tier: whose.slice(5) }
  const firmId = parseId('firm', whose)
  if (firmId === null) throw new NotFound('firm')
  return { firmId }
}

async function show(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  filled: Filled | null,
  fault: Malformed | null,
): Promise<Response> {
  const list = await listEntitlements(deps, actor)
  const voice = voiceOf(list.viewer.locale, deps.park(), deps.now())
  const text = entitlementsText[voice.locale]
  const formKey = newId('out', deps.now() * 1000, deps.entropy)
  return pageAnswer(
    c,
    <Frame viewer={list.viewer} locale={voice.locale} title={text.title} sheets={['finance.css']} wide>
      <h1>{text.title}</h1>
      <p class="quiet">{text.intro}</p>
      {list.isPark ? <SetHours list={list} filled={filled} fault={fault} formKey={formKey} voice={voice} /> : null}
      {list.entitlements.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows pairs">
        {list.tiers.map((one) => (
          <TierRow one={one} voice={voice} />
        ))}
        {byName(list.entitlements, ({ firm }) => firm, voice.locale).map((one) => (
          <Row one={one} voice={voice} />
        ))}
      </ul>
    </Frame>,
    fault === null ? 200 : 422,
  )
}

function Row({ one, voice }: { readonly one: Entitlement; readonly voice: Voice }) {
  const text = entitlementsText[voice.locale]
  const name = nameIn(one.firm, voice.locale)
  const minutes = (seconds: number) => voice.minutes(Math.floor(seconds / 60))
  const left = minutes(Math.max(0, one.limitSeconds - one.usedSeconds))
  return (
    <li>
      <div class="row">
        <span>
          <strong lang={langOf(name, voice.locale)}>{name}</strong>
          <small>{one.facility === null ? text.everywhere : nameIn(one.facility, voice.locale)}</small>
        </span>
        <b>{text.left(left, minutes(one.limitSeconds))}</b>
      </div>
    </li>
  )
}

function TierRow({ one, voice }: { readonly one: TierHours; readonly voice: Voice }) {
  const text = entitlementsText[voice.locale]
  return (
    <li>
      <div class="row">
        <span>
          <strong>{text.tierOf(one.tier)}</strong>
          <small>{one.facility === null ? text.everywhere : nameIn(one.facility, voice.locale)}</small>
        </span>
        <b>{text.each(voice.minutes(one.limitSeconds / 60))}</b>
      </div>
    </li>
  )
}

interface SetProps {
  readonly list: Entitlements
  readonly filled: Filled | null
  readonly fault: Malformed | null
  readonly formKey: string
  readonly voice: Voice
}

function SetHours({ list, filled, fault, formKey, voice }: SetProps) {
  const text = entitlementsText[voice.locale]
  return (
    <section>
      <h2>{text.set}</h2>
      <form method="post" action="/f/entitlements" class="fields">
        <FormKey value={formKey} />
        <Select label={text.whose} name="whose" value={filled?.whose ?? ''} options={whoseOptions(list, voice)} />
        <Select
          label={text.facility}
          name="facility"
          value={filled?.facility ?? ''}
          options={[
            { value: '', text: text.everywhere },
            ...list.facilities.map((one) => ({ value: one.code, text: nameIn(one, voice.locale) })),
          ]}
        />
        <Field
          label={text.hours}
          name="hours"
          value={filled?.hours ?? ''}
          hint={text.hoursHint}
          inputmode="numeric"
          required
          {...(fault === null ? {} : { fault: text.wrong })}
        />
        <button class="button main" type="submit">
          {text.save}
        </button>
      </form>
    </section>
  )
}

/** Tiers first, then each firm. */
function whoseOptions({ firms }: Entitlements, voice: Voice) {
  const text = entitlementsText[voice.locale]
  const tiers = inTierOrder(firms.map(({ tier }) => tier))
  return [
    ...tiers.map((tier) => ({ value: `tier:${tier}`, text: text.tierOf(tierName(tier, voice.locale)) })),
    ...byName(firms, (firm) => firm, voice.locale).map((firm) => ({
      value: firm.id,
      text: nameIn(firm, voice.locale),
    })),
  ]
}
