import { z } from 'zod'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import { attemptToken, setAttempt } from '../../platform/http/cookies.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { idOf } from '../../platform/http/schemas.ts'
import { wayOn } from '../../platform/http/way-on.ts'
import { Document } from '../../platform/ui/document.tsx'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { codeSeconds } from '../commands/ask-code.ts'
import { beginSso, journeySeconds } from '../commands/begin-sso.ts'
import { finishSso } from '../commands/finish-sso.ts'
import { browserOf, enter } from './browser-of.ts'
import { loginText } from './login.text.ts'

const next = z.string().max(2_000).optional()
const params = z.object({ id: idOf('idp') })
const trouble = '/login?trouble=sso'

/** Signing in at the park's or a firm's own provider, and coming back. */
export function ssoPages(pages: Pages): void {
  pages.page(
    { method: 'post', path: '/login/sso/:id', policy: 'anyone', params, form: z.strictObject({ next }), tight: true },
    async ({ c, deps, params: { id }, form }) => {
      const { token, url } = await beginSso(deps, id, wayOn(form.next, deps.publicUrl))
      if (url === null) return c.redirect(trouble, 303)
      setAttempt(c, token, journeySeconds)
      // A form of ours may lead to ourselves only, so it is this page that leads on.
      return pageAnswer(c, <AwayPage locale={callerLocale(c)} url={url} />)
    },
  )
  // By GET, because the protocol has it so: nothing happens without the attempt that this very browser began.
  const from = z.object({ host: z.string().max(300) })
  pages.page(
    { method: 'get', path: '/login/callback/:host', policy: 'anyone', params: from },
    async ({ c, params: { host } }) => {
      const token = attemptToken(c)
      if (token === undefined || c.req.method === 'HEAD') return c.redirect(trouble, 303)
      const parameters = new URL(c.req.url).searchParams
      const { deps } = c.get('visit')
      const arrived = await finishSso(deps, { token, host, parameters, locale: callerLocale(c) }, await browserOf(c))
      if (arrived.kind === 'signed-in') return enter(c, arrived.session, arrived.isNew ? '/welcome' : arrived.next)
      if (arrived.kind !== 'code-sent') return c.redirect(trouble, 303)
      setAttempt(c, arrived.token, codeSeconds)
      const query = new URLSearchParams({ to: arrived.address, next: arrived.next, first: '1' })
      return c.redirect(`/login/code?${query.toString()}`, 303)
    },
  )
}

function AwayPage({ locale, url }: { readonly locale: ReturnType<typeof callerLocale>; readonly url: string }) {
  const text = loginText[locale]
  const host = new URL(url).host
  return (
    <Document locale={locale} title={text.title} onward={url}>
      <h1>{text.title}</h1>
      <p>
        <a class="button main wide" href={url}>
          {text.goOn(host)}
        </a>
      </p>
    </Document>
  )
}
