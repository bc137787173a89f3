import type { Locale } from '../i18n/locale.ts'
import { wordsIn } from '../i18n/words.ts'
import { callerLocale } from '../http/caller-locale.ts'
import type { DoorContext } from '../http/door.ts'
import type { Trouble } from '../http/error-edge.ts'
import { problemStatus } from '../http/problem.ts'
import type { ProblemName } from '../i18n/catalogue.ts'
import { Document } from './document.tsx'
import { pageAnswer } from './page-answer.tsx'
import { troubleText } from './trouble.text.ts'
import { waysIn } from './ways.ts'

/** Trouble as a page: who is not signed in is led to the sign-in page, and back from there. */
export function pageOfTrouble(c: DoorContext, { name, headers }: Trouble): Response {
  if (name === 'unauthenticated') return c.redirect(`/login?next=${encodeURIComponent(wayBack(c))}`, 303)
  const locale = callerLocale(c)
  const words = wordsIn(locale)
  const { title, detail } = words.problems[name]
  const wait = Number(headers['retry-after'])
  return pageAnswer(
    c,
    <Document locale={locale} title={title} nav={waysIn(locale)}>
      <h1>{title}</h1>
      <p>
        {detail} {wait > 0 ? troubleText[locale].wait(wait) : null}
      </p>
      <WaysOn ways={waysOn(name, locale, looked(c))} />
      <p class="small">
        {words.requestId} <code>{c.get('requestId')}</code>
      </p>
    </Document>,
    problemStatus[name],
    headers,
  )
}

interface Way {
  readonly href: string
  readonly text: string
}

/** The likeliest way on first: what passes is tried again, what is not there is looked for, else back to the start. */
function waysOn(name: ProblemName, locale: Locale, looked: boolean): readonly Way[] {
  const { again, find, help } = troubleText[locale]
  const words = wordsIn(locale)
  const status = problemStatus[name]
  const back = { href: '/', text: words.back }
  if (name === 'sign-in-again') return [{ href: '/login', text: words.signIn }, back]
  if (looked && (status >= 500 || status === 429)) return [{ href: '', text: again }, back]
  if (status === 404 || status === 410) return [{ href: '/find', text: find }, back]
  return [back, { href: '/help', text: help }]
}

function WaysOn({ ways }: { ways: readonly Way[] }) {
  return (
    <p class="actions">
      {ways.map(({ href, text }, at) => (
        <a class={at === 0 ? 'button main' : 'button'} href={href}>
          {text}
        </a>
      ))}
    </p>
  )
}

function looked({ req: { method } }: DoorContext): boolean {
  return method === 'GET' || method === 'HEAD'
}

// After signing in, a page can be shown again; a form can't be sent again.
function wayBack(c: DoorContext): string {
  if (!looked(c)) return '/'
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}
