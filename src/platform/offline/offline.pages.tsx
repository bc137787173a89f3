import { z } from 'zod'
import { callerLocale } from '../http/caller-locale.ts'
import type { Pages } from '../http/pages.ts'
import { locales, type Locale } from '../i18n/locale.ts'
import { nameIn } from '../i18n/name-in.ts'
import { wordsIn } from '../i18n/words.ts'
import { Document } from '../ui/document.tsx'
import { icons } from '../ui/icon.ts'
import { pageAnswer } from '../ui/page-answer.tsx'
import { waysIn } from '../ui/ways.ts'
import { offlineText } from './offline.text.ts'

/** The page for when there is no network, and what a phone must know to put Gongtai on its home screen. */
export function offlinePages(pages: Pages): void {
  pages.page({ method: 'get', path: '/offline', policy: 'anyone' }, ({ c }) =>
    pageAnswer(c, <OfflinePage locale={callerLocale(c)} />),
  )
  const query = z.object({ lang: z.enum(locales).optional().catch(undefined) })
  pages.page({ method: 'get', path: '/manifest.webmanifest', policy: 'anyone', query }, ({ c, deps }) => {
    const locale = callerLocale(c)
    return c.body(JSON.stringify(manifestOf(locale, nameIn(deps.park().names, locale))), 200, {
      'content-type': 'application/manifest+json',
      'cache-control': 'private, max-age=3600',
    })
  })
}

/** It is shown in place of the page that was asked for: its own address leads there again. */
function OfflinePage({ locale }: { readonly locale: Locale }) {
  const text = offlineText[locale]
  return (
    <Document locale={locale} title={text.title} nav={waysIn(locale)}>
      <h1>{text.title}</h1>
      <p>{text.detail}</p>
      <p class="quiet">{text.sent}</p>
      <p class="actions">
        <a class="button main" href="">
          {text.again}
        </a>
        <a class="button" href="/me">
          {text.mine}
        </a>
      </p>
    </Document>
  )
}

function manifestOf(locale: Locale, park: string) {
  const { product, tagline } = wordsIn(locale)
  return {
    id: '/',
    name: `${product} · ${park}`,
    short_name: product,
    description: tagline,
    lang: locale,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f8f7f2',
    theme_color: '#f8f7f2',
    icons: icons
      .filter(({ name }) => name.startsWith('icon-'))
      .map(({ name, side }) => ({
        src: `/icons/${name}`,
        sizes: `${side}x${side}`,
        type: 'image/png',
        purpose: name.includes('maskable') ? 'maskable' : 'any',
      })),
  }
}
