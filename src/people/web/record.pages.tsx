import { z } from 'zod'
import { Conflict, Malformed } from '../../kernel/thrown.ts'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import { dropSession } from '../../platform/http/cookies.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { isFreshSignIn } from '../../sign-in/fresh.ts'
import { erasePerson } from '../commands/erase-person.ts'
import { readLeaving } from '../reads/leaving.ts'
import { newFormKey } from './form-key.ts'
import { GonePage, RecordView } from './record-view.tsx'
import { recordText } from './record.text.ts'

const form = z.strictObject({ address: z.string().max(320), cancel: z.literal('1').optional() })

/** What the park holds about the viewer, to take along or to have deleted. */
export function recordPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/me/data', policy: 'signed-in' }, async ({ c, deps, actor }) => {
    const leaving = await readLeaving(deps, actor)
    const voice = voiceOf(leaving.viewer.locale, deps.park(), deps.now())
    const fresh = isFreshSignIn(leaving.viewer, deps.now())
    return pageAnswer(c, <RecordView {...leaving} fresh={fresh} voice={voice} formKey={newFormKey(deps)} />)
  })
  pages.page(
    { method: 'post', path: '/me/data/erasure', policy: 'signed-in', scope: 'account', form, tight: true },
    async ({ c, deps, actor, form: { address, cancel }, request }) => {
      try {
        await erasePerson(deps, actor, { personId: null, address, cancelBookings: cancel === '1' }, request)
      } catch (error) {
        // What stands in the way is on the page that the form came from, as it is now.
        if (!(error instanceof Malformed) && !(error instanceof Conflict)) throw error
        const leaving = await readLeaving(deps, actor)
        const voice = voiceOf(leaving.viewer.locale, deps.park(), deps.now())
        const fault = error instanceof Malformed ? { fault: recordText[voice.locale].addressFault } : {}
        const props = { ...leaving, ...fault, fresh: true, voice, formKey: newFormKey(deps) }
        return pageAnswer(c, <RecordView {...props} />, error instanceof Malformed ? 422 : 409)
      }
      dropSession(c)
      return c.redirect('/goodbye', 303)
    },
  )
  pages.page({ method: 'get', path: '/goodbye', policy: 'anyone' }, ({ c }) =>
    pageAnswer(c, <GonePage locale={callerLocale(c)} />),
  )
}
