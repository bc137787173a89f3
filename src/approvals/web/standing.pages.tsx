import { z } from 'zod'
import type { Actor, Deps } from '../../deps.ts'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { FacilityId, FirmId } from '../../kernel/id.ts'
import type { Instant } from '../../kernel/interval.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { addDays, isDate, spanOfDay } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { giveAhead } from '../commands/give-ahead.ts'
import { endDelegation, nameDelegate } from '../commands/name-delegate.ts'
import { endSafety, nameSafety } from '../commands/name-safety.ts'
import { withdrawAhead } from '../commands/withdraw-ahead.ts'
import { readStanding } from '../reads/standing.ts'
import { subjectKinds, type Giver } from '../standing.ts'
import { standingPath } from './paths.ts'
import type { StandingFaulty } from './standing-forms.tsx'
import type { StandingFault } from './standing.text.ts'
import { StandingPage } from './standing-view.tsx'

const approver = { policy: 'signed-in' } as const
const admin = { policy: 'park-admin' } as const
const short = z.string().max(254).default('')
const date = z.string().max(20).default('')

/** Consent given ahead, stand-ins, and who answers for safety. */
export function standingPages(pages: Pages): void {
  pages.page({ ...approver, method: 'get', path: standingPath }, ({ c, deps, actor }) => show(c, deps, actor, null))
  aheadPages(pages)
  delegatePages(pages)
  safetyPages(pages)
}

function aheadPages(pages: Pages): void {
  const form = z.strictObject({
    giver: z.string().max(100),
    kind: z.enum(subjectKinds),
    subject: plainText(200).default(''),
    resource: plainText(100).default(''),
    category: z.string().max(100).default(''),
    hours: z.string().max(10).default(''),
    until: date,
    note: plainText(300).default(''),
  })
  pages.page({ ...approver, method: 'post', path: `${standingPath}/ahead`, form }, (call) =>
    change(call, 'ahead', async () => {
      const { giver, kind, subject, resource, category, hours, until, note } = call.form
      if (!/^(\d{1,4})?$/.test(hours) || Number(hours) > 8760 || hours === '0')
        throw new Malformed([{ pointer: '/maxMinutes', kind: 'value' }])
      const wish = { giver: giverIn(giver), subject: { kind, text: subject }, resource, categoryId: category, note }
      const maxMinutes = hours === '' ? null : Number(hours) * 60
      const whole = { ...wish, maxMinutes, until: endOf(until, call.deps.park().timeZone) }
      await giveAhead(call.deps, call.actor, whole, keyOfForm(call.request))
    }),
  )
  const params = z.object({ id: idOf('pap') })
  pages.page({ ...approver, method: 'post', path: `${standingPath}/ahead/:id/end`, params }, async (call) => {
    await withdrawAhead(call.deps, call.actor, call.params.id, keyOfForm(call.request))
    return call.c.redirect(standingPath, 303)
  })
}

function delegatePages(pages: Pages): void {
  const form = z.strictObject({ address: short, from: date, to: date })
  pages.page({ ...approver, method: 'post', path: `${standingPath}/delegates`, form }, (call) =>
    change(call, 'delegate', async () => {
      const { address, from, to } = call.form
      const zone = call.deps.park().timeZone
      const startsAt = isDate(from) ? spanOfDay(from, zone).startsAt : null
      const wish = { address: address.trim(), startsAt, endsAt: endOf(to, zone) }
      await nameDelegate(call.deps, call.actor, wish, keyOfForm(call.request))
    }),
  )
  const params = z.object({ id: idOf('dlg') })
  pages.page({ ...approver, method: 'post', path: `${standingPath}/delegates/:id/end`, params }, async (call) => {
    await endDelegation(call.deps, call.actor, call.params.id, keyOfForm(call.request))
    return call.c.redirect(standingPath, 303)
  })
}

function safetyPages(pages: Pages): void {
  const form = z.strictObject({ facility: idOf('fac'), officer: short })
  pages.page({ ...admin, method: 'post', path: `${standingPath}/safety`, form }, (call) =>
    change(call, 'safety', async () => {
      const { facility, officer } = call.form
      await nameSafety(call.deps, call.actor, facility, officer.trim(), keyOfForm(call.request))
    }),
  )
  const params = z.object({ id: idOf('fac'), personId: idOf('usr') })
  pages.page({ ...admin, method: 'post', path: `${standingPath}/safety/:id/:personId`, params }, async (call) => {
    const { id, personId } = call.params
    await endSafety(call.deps, call.actor, id, personId, keyOfForm(call.request))
    return call.c.redirect(standingPath, 303)
  })
}

interface Call {
  readonly c: DoorContext
  readonly deps: Deps
  readonly actor: Actor
  readonly form: Readonly<Record<string, string>>
}

/** Done: the page again. Not to be taken: the same page with what was typed, and why. */
async function change(call: Call, form: StandingFaulty['form'], act: () => Promise<void>): Promise<Response> {
  const { c, deps, actor } = call
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const faults = error.faults.flatMap(({ pointer }) => faultAt[pointer] ?? [])
    return show(c, deps, actor, { form, faults, typed: call.form })
  }
  return c.redirect(standingPath, 303)
}

const faultAt: Readonly<Record<string, StandingFault>> = {
  '/address': 'address',
  '/startsAt': 'dates',
  '/endsAt': 'dates',
  '/subject': 'subject',
  '/resource': 'resource',
  '/categoryId': 'resource',
  '/until': 'until',
  '/maxMinutes': 'hours',
}

async function show(c: DoorContext, deps: Deps, actor: Actor, faulty: StandingFaulty | null): Promise<Response> {
  const page = await readStanding(deps, actor)
  const voice = voiceOf(page.viewer.locale, deps.park(), deps.now())
  return pageAnswer(c, <StandingPage page={page} faulty={faulty} voice={voice} />, faulty ? 422 : 200)
}

function giverIn(text: string): Giver {
  const [by, id = ''] = text.split(':')
  if (by === 'firm-admin') return { by, firmId: idOf('firm').parse(id) as FirmId }
  return { by: by === 'safety' ? by : 'lab-manager', facilityId: idOf('fac').parse(id) as FacilityId }
}

/** Through the day that is named. */
function endOf(day: string, zone: string): Instant | null {
  return isDate(day) ? spanOfDay(addDays(day, 1), zone).startsAt : null
}
