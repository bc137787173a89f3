import { z } from 'zod'
import { scopes } from '../../firms/policy.ts'
import { dropSession } from '../../platform/http/cookies.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf, plainText, wholeNumber } from '../../platform/http/schemas.ts'
import { voiceOf } from '../../platform/i18n/voice.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { endOtherSessions, endSession } from '../commands/end-sessions.ts'
import { makeToken } from '../commands/make-token.ts'
import { removePasskey } from '../commands/remove-passkey.ts'
import { readSignIns } from '../reads/sign-ins.ts'
import { SignInsPage } from './sign-ins-view.tsx'

const here = '/me/sign-in'
const mine = { policy: 'signed-in', scope: 'account' } as const
const flags = Object.fromEntries(scopes.map((scope) => [scope, z.literal('1').optional()]))

/** How one signs in: browsers, passkeys, tokens, and the end of each. */
export function signInsPages(pages: Pages): void {
  pages.page({ ...mine, method: 'get', path: here }, async ({ c, deps, actor }) => {
    const signIns = await readSignIns(deps, actor)
    return pageAnswer(c, <SignInsPage {...signIns} voice={voiceOf(signIns.viewer.locale, deps.park(), deps.now())} />)
  })
  endPages(pages)
  const form = z.strictObject({ name: plainText(60), days: wholeNumber(1, 365), ...flags })
  pages.page({ ...mine, method: 'post', path: '/me/tokens', form }, async ({ c, deps, actor, form: filled }) => {
    const given = scopes.filter((scope) => (filled as Record<string, unknown>)[scope] === '1')
    const { token } = await makeToken(deps, actor, { name: filled.name, days: filled.days, scopes: given })
    const signIns = await readSignIns(deps, actor)
    const voice = voiceOf(signIns.viewer.locale, deps.park(), deps.now())
    // No redirect: an address must not carry the token, and this page is the only one that ever shows it.
    return pageAnswer(c, <SignInsPage {...signIns} voice={voice} made={token} />, 201)
  })
}

function endPages(pages: Pages): void {
  const params = z.object({ id: idOf('ses') })
  pages.page(
    { ...mine, method: 'post', path: '/me/sign-in/:id/end', params },
    async ({ c, deps, actor, params: at }) => {
      await endSession(deps, actor, at.id)
      return c.redirect(here, 303)
    },
  )
  const form = z.strictObject({ which: z.enum(['others', 'all']) })
  pages.page(
    { ...mine, method: 'post', path: '/me/sign-in/end', form },
    async ({ c, deps, actor, form: { which } }) => {
      await endOtherSessions(deps, actor, which === 'all' ? 'here too' : 'not here')
      if (which === 'others') return c.redirect(here, 303)
      dropSession(c)
      return c.redirect('/login', 303)
    },
  )
  const passkey = z.strictObject({ id: z.string().max(1_400) })
  pages.page(
    { ...mine, method: 'post', path: '/me/passkeys/removal', form: passkey },
    async ({ c, deps, actor, form: { id } }) => {
      await removePasskey(deps, actor, id)
      return c.redirect(here, 303)
    },
  )
}
