import { z } from 'zod'
import { keyOfForm } from '../../bookings/web/form-key.ts'
import type { Actor, Deps } from '../../deps.ts'
import { Malformed } from '../../kernel/thrown.ts'
import { isDate } from '../../kernel/wall-clock.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { normalAddress } from '../../sign-in/address.ts'
import { grantTraining } from '../commands/grant-training.ts'
import { setKind } from '../commands/set-kind.ts'
import { readKindPage, type HoldersWanted } from '../reads/kind-page.ts'
import { readTrainingKinds } from '../reads/kinds.ts'
import { throughDay } from '../training-session.ts'
import { KindView, type KindViewProps } from './kind-view.tsx'
import { kindPath, trainingPath } from './paths.ts'
import { TrainingView } from './training-view.tsx'
import { trainingText } from './training.text.ts'

const managers = { policy: 'lab-manager' } as const
/** What a kind may be called in an address. */
export const kindParam = z.string().max(200)
const params = z.object({ kind: kindParam })
/** Bookings that a form says were seen. */
export const seenBookings = z.union([idOf('bkg').transform((id) => [id]), z.array(idOf('bkg')).max(300)]).prefault([])

/** Who may operate what, until when, as lab managers look after it. */
export function trainingPages(pages: Pages): void {
  pages.page({ ...managers, method: 'get', path: trainingPath }, async ({ c, deps, actor }) => {
    const found = await readTrainingKinds(deps, actor)
    const voice = voiceOf(found.viewer.locale, deps.park(), deps.now())
    return pageAnswer(c, <TrainingView found={found} voice={voice} />)
  })
  const query = z.object({
    q: z.string().max(80).catch('').prefault(''),
    state: z.enum(['holding', 'ending', 'over']).catch('holding').prefault('holding'),
    done: z.enum(['saved', 'granted']).optional().catch(undefined),
  })
  pages.page(
    { ...managers, method: 'get', path: `${trainingPath}/:kind`, params, query },
    ({ c, deps, actor, params: { kind }, query: { q, state, done } }) => {
      const wanted = { like: q.trim().toLowerCase(), state }
      return showKind(c, deps, actor, kind, { wanted, isNews: done !== undefined })
    },
  )
  grantPage(pages)
  settingPage(pages)
}

interface Shown extends Pick<KindViewProps, 'grant' | 'setting' | 'session'> {
  readonly wanted?: HoldersWanted
  readonly isNews?: boolean
  readonly status?: number
}

/** One training's page, as it stands or with a form as it was filled in. */
export async function showKind(c: DoorContext, deps: Deps, actor: Actor, kind: string, shown: Shown) {
  const { wanted = { like: '', state: 'holding' }, isNews = false, status = 200, ...filled } = shown
  const page = await readKindPage(deps, actor, kind, wanted)
  const voice = voiceOf(page.viewer.locale, deps.park(), deps.now())
  const news = isNews ? { news: trainingText[voice.locale].saved } : {}
  return pageAnswer(c, <KindView page={page} wanted={wanted} {...filled} {...news} voice={voice} />, status)
}

function grantPage(pages: Pages): void {
  const form = z.strictObject({ email: z.string().max(254), until: z.string().max(20) })
  pages.page(
    { ...managers, method: 'post', path: `${trainingPath}/:kind/grants`, params, form },
    async ({ c, deps, actor, params: { kind }, form: filled, request }) => {
      const until = isDate(filled.until) ? throughDay(filled.until, deps.park().timeZone) : 0
      // What is no address is nobody's: the page tells both alike.
      const email = normalAddress(filled.email) ?? ''
      try {
        await grantTraining(deps, actor, kind, { email, until }, keyOfForm(request))
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        return showKind(c, deps, actor, kind, { grant: { ...filled, error }, status: 422 })
      }
      return c.redirect(`${kindPath(kind)}?done=granted&q=${encodeURIComponent(email)}`, 303)
    },
  )
}

function settingPage(pages: Pages): void {
  const form = z.strictObject({
    lapse: z.union([z.literal(''), wholeNumber(1, 60)]).prefault(''),
    remind: wholeNumber(0, 365),
    seen: seenBookings,
  })
  pages.page(
    { ...managers, method: 'post', path: `${trainingPath}/:kind/setting`, params, form },
    async ({ c, deps, actor, params: { kind }, form: { lapse, remind, seen }, request }) => {
      const wanted = { lapseMonths: lapse === '' ? null : lapse, remindDays: remind }
      const changed = await setKind(deps, actor, kind, wanted, seen, keyOfForm(request))
      if (changed.kind === 'done') return c.redirect(`${kindPath(kind)}?done=saved`, 303)
      const setting = { lapse: String(lapse), remind: String(remind), affected: changed.affected }
      return showKind(c, deps, actor, kind, { setting, status: 409 })
    },
  )
}
