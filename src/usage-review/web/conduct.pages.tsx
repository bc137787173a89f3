import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { parseId, type ConsequenceId } from '../../kernel/id.ts'
import { Conflict, Malformed, NotFound } from '../../kernel/thrown.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { readMoney } from '../../platform/i18n/read-money.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { appealConsequence } from '../commands/appeal-consequence.ts'
import { addConductRule, endConductRule } from '../commands/set-conduct-rule.ts'
import { consequenceKinds, type NewConductRule } from '../conduct.ts'
import { readConductRules } from '../reads/conduct-rules.ts'
import { readMyConduct } from '../reads/my-conduct.ts'
import { conductText, type ConductText } from './conduct.text.ts'
import { MyConductView } from './my-conduct-view.tsx'
import { RulesView, type RuleForm } from './rules-view.tsx'

const mine = { policy: 'signed-in' } as const
const managers = { policy: 'lab-manager' } as const
const rulesPath = '/m/conduct'
const form = z.strictObject({
  facility: z.string().max(64),
  count: z.string().max(12),
  days: z.string().max(12),
  consequence: z.enum(consequenceKinds),
  fee: z.string().max(12).prefault(''),
  suspension: z.string().max(12).prefault(''),
})

/** What follows of no-shows: one's own, with the appeal; and the rules of a lab manager's facilities. */
export function conductPages(pages: Pages): void {
  pages.page({ ...mine, method: 'get', path: '/me/conduct' }, ({ c, deps, actor }) => showMine(c, deps, actor))
  const appeal = z.strictObject({ reason: plainText(500).prefault('') })
  const params = z.object({ id: idOf('csq') })
  pages.page(
    { ...mine, method: 'post', path: '/me/conduct/:id/appeal', params, form: appeal },
    async ({ c, deps, actor, params: { id }, form: { reason }, request }) => {
      try {
        await appealConsequence(deps, actor, id, reason, keyOfForm(request))
        return c.redirect('/me/conduct', 303)
      } catch (error) {
        if (!(error instanceof Malformed || error instanceof Conflict)) throw error
        return showMine(c, deps, actor, error instanceof Malformed ? { faulty: id } : {}, error)
      }
    },
  )
  rulePages(pages)
}

async function showMine(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  more: { readonly faulty?: ConsequenceId } = {},
  error?: Malformed | Conflict,
): Promise<Response> {
  const conduct = await readMyConduct(deps, actor)
  const voice = voiceOf(conduct.viewer.locale, deps.park(), deps.now())
  const page = (
    <Frame viewer={conduct.viewer} locale={voice.locale} title={conductText[voice.locale].mine}>
      <MyConductView conduct={conduct} {...more} voice={voice} />
    </Frame>
  )
  return pageAnswer(c, page, error === undefined ? 200 : error instanceof Malformed ? 422 : 409)
}

function rulePages(pages: Pages): void {
  pages.page({ ...managers, method: 'get', path: rulesPath }, ({ c, deps, actor }) => showRules(c, deps, actor))
  pages.page(
    { ...managers, method: 'post', path: rulesPath, form },
    async ({ c, deps, actor, form: filled, request }) => {
      try {
        await addConductRule(deps, actor, ruleOf(filled, deps.park().currency), keyOfForm(request))
        return c.redirect(rulesPath, 303)
      } catch (error) {
        if (!(error instanceof Malformed || error instanceof Conflict)) throw error
        return showRules(c, deps, actor, filled, error)
      }
    },
  )
  const params = z.object({ id: idOf('cdr') })
  pages.page(
    { ...managers, method: 'post', path: '/m/conduct/:id/end', params },
    async ({ c, deps, actor, params: { id }, request }) => {
      await endConductRule(deps, actor, id, keyOfForm(request))
      return c.redirect(rulesPath, 303)
    },
  )
}

function ruleOf({ facility, count, days, consequence, fee, suspension }: RuleForm, currency: string): NewConductRule {
  const facilityId = parseId('fac', facility)
  if (facilityId === null) throw new NotFound('facility')
  const whole = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : -1)
  return {
    facilityId,
    consequence,
    afterCount: whole(count),
    withinDays: whole(days),
    feeMinor: consequence === 'fee' ? (readMoney(fee, currency) ?? -1) : 0,
    suspensionDays: consequence === 'suspension' ? whole(suspension) : 0,
  }
}

const faultOf: Readonly<Record<string, keyof ConductText['faults']>> = {
  '/afterCount': 'count',
  '/withinDays': 'days',
  '/feeMinor': 'fee',
  '/suspensionDays': 'suspension',
}

async function showRules(
  c: DoorContext,
  deps: Deps,
  actor: Actor,
  filled?: RuleForm,
  error?: Malformed | Conflict,
): Promise<Response> {
  const found = await readConductRules(deps, actor)
  const voice = voiceOf(found.viewer.locale, deps.park(), deps.now())
  const named = error instanceof Malformed ? error.faults.flatMap(({ pointer }) => faultOf[pointer] ?? []) : []
  const faults = new Set([...named, ...(error instanceof Conflict ? (['many'] as const) : [])])
  const { rules: title } = conductText[voice.locale]
  return pageAnswer(
    c,
    <Frame viewer={found.viewer} locale={voice.locale} title={title} sheets={['manager.css']}>
      <RulesView found={found} {...(filled ? { filled } : {})} faults={faults} voice={voice} />
    </Frame>,
    error === undefined ? 200 : error instanceof Malformed ? 422 : 409,
  )
}
