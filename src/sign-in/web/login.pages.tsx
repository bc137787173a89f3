import { z } from 'zod'
import { callerLocale } from '../../platform/http/caller-locale.ts'
import { attemptToken, dropSession, setAttempt, setLocale } from '../../platform/http/cookies.ts'
import type { DoorContext } from '../../platform/http/door.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { wayOn } from '../../platform/http/way-on.ts'
import { locales } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { domainOf, normalAddress } from '../address.ts'
import { askCode, codeSeconds } from '../commands/ask-code.ts'
import { chooseLocale } from '../commands/choose-locale.ts'
import { signInDemo } from '../commands/sign-in-demo.ts'
import { signOut } from '../commands/sign-out.ts'
import { tryCode } from '../commands/try-code.ts'
import { readLogin, readProviderOf } from '../reads/login.ts'
import { browserOf, enter } from './browser-of.ts'
import { CodePage, LoginPage, OverPage, WaysPage } from './login-view.tsx'
import { loginText } from './login.text.ts'

const next = z.string().max(2_000).optional()
const address = z.string().max(320)
const code = z.string().max(400)

/** Signing in by a code and out again, a demo's one click, and the language of who is not signed in. */
export function loginPages(pages: Pages): void {
  pages.page(
    { method: 'get', path: '/login', policy: 'anyone', query: z.object({ next, trouble: z.enum(['sso']).optional() }) },
    ({ c, query }) => {
      const fault = query.trouble === 'sso' ? loginText[callerLocale(c)].ssoFailed : undefined
      return showLogin(c, query.next, { trouble: fault })
    },
  )
  codePages(pages)
  demoAndOut(pages)
}

function codePages(pages: Pages): void {
  const codeQuery = z.object({ to: address.optional(), next, first: z.literal('1').optional() })
  const asked = z.strictObject({ address, next, way: z.literal('code').optional() })
  pages.page(
    { method: 'post', path: '/login/code', policy: 'anyone', form: asked, tight: true },
    async ({ c, deps, form }) => {
      const normal = normalAddress(form.address)
      const locale = callerLocale(c)
      if (normal === null)
        return showLogin(c, form.next, { address: form.address, fault: loginText[locale].addressFault }, 422)
      // Asked of the address's end, not of the address: it tells nothing about who has an account.
      const provider = form.way === 'code' ? null : await readProviderOf(deps, domainOf(normal))
      if (provider !== null) {
        const way = { locale, address: normal, next: wayOn(form.next, deps.publicUrl) }
        return pageAnswer(c, <WaysPage {...way} provider={provider} />)
      }
      setAttempt(c, await askCode(deps, normal, locale), codeSeconds)
      const query = new URLSearchParams({ to: normal, next: wayOn(form.next, deps.publicUrl) })
      return c.redirect(`/login/code?${query.toString()}`, 303)
    },
  )
  pages.page({ method: 'get', path: '/login/code', policy: 'anyone', query: codeQuery }, ({ c, deps, query }) => {
    const to = normalAddress(query.to ?? '') ?? ''
    const props = { locale: callerLocale(c), address: to, next: wayOn(query.next, deps.publicUrl) }
    return pageAnswer(c, <CodePage {...props} demo={deps.park().demo} first={query.first === '1'} />)
  })
  pages.page(
    {
      method: 'post',
      path: '/login/session',
      policy: 'anyone',
      form: z.strictObject({ code, to: address.optional(), next }),
      tight: true,
    },
    async ({ c, form }) => finish(c, form),
  )
}

interface Entered {
  readonly code: string
  readonly to?: string | undefined
  readonly next?: string | undefined
}

async function finish(c: DoorContext, { code: entered, to, next: onward }: Entered): Promise<Response> {
  const { deps } = c.get('visit')
  const locale = callerLocale(c)
  const token = attemptToken(c)
  const digits = digitsOf(entered)
  const guess = token === undefined ? null : { token, code: digits, locale }
  const tried = guess === null ? ({ kind: 'over' } as const) : await tryCode(deps, guess, await browserOf(c))
  if (tried.kind === 'signed-in') return enter(c, tried.session, tried.isNew ? welcome(onward) : onward)
  const way = { locale, next: wayOn(onward, deps.publicUrl), demo: deps.park().demo }
  if (tried.kind === 'wrong') {
    const fault = loginText[locale].wrong(tried.triesLeft)
    return pageAnswer(c, <CodePage {...way} address={tried.address} fault={fault} />, 422)
  }
  const why = tried.kind === 'suspended' ? loginText[locale].suspended : loginText[locale].over
  return pageAnswer(c, <OverPage {...way} why={why} address={to ?? ''} />, tried.kind === 'suspended' ? 403 : 422)
}

/** Digits as phones and pens write them, with spaces or full-width; out of the mail's sentence, when all of it came. */
function digitsOf(entered: string): string {
  const written = entered
    .normalize('NFKC')
    .replaceAll(/(?<=\d)[\s-]+(?=\d)/g, '')
    .trim()
  return /(?<!\d)\d{6}(?!\d)/.exec(written)?.[0] ?? written
}

function welcome(onward: string | undefined): string {
  return onward?.startsWith('/join/') ? onward : '/welcome'
}

interface Filled {
  readonly address?: string
  readonly fault?: string
  readonly trouble?: string | undefined
}

async function showLogin(c: DoorContext, onward: string | undefined, filled: Filled, status = 200): Promise<Response> {
  const { deps } = c.get('visit')
  const { people, providers } = await readLogin(deps)
  const locale = callerLocale(c)
  const props = { locale, park: nameIn(deps.park().names, locale), people, providers }
  return pageAnswer(c, <LoginPage {...props} {...filled} next={wayOn(onward, deps.publicUrl)} />, status)
}

function demoAndOut(pages: Pages): void {
  pages.page(
    { method: 'post', path: '/login', policy: 'anyone', form: z.strictObject({ email: z.string().max(254), next }) },
    async ({ c, deps, form }) => enter(c, await signInDemo(deps, form.email, await browserOf(c)), form.next),
  )

  pages.page({ method: 'post', path: '/logout', policy: 'anyone' }, async ({ c, deps, actor }) => {
    if (actor !== null) await signOut(deps, actor)
    dropSession(c)
    return c.redirect('/login', 303)
  })

  pages.page(
    { method: 'post', path: '/language', policy: 'anyone', form: z.strictObject({ lang: z.enum(locales), next }) },
    async ({ c, deps, actor, form }) => {
      if (actor !== null) await chooseLocale(deps, actor, form.lang)
      setLocale(c, form.lang)
      return c.redirect(wayOn(form.next, deps.publicUrl), 303)
    },
  )
}
