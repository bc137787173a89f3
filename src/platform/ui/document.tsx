import { raw } from 'hono/html'
import { useContext, type Child } from 'hono/jsx'
import { wordsIn } from '../i18n/words.ts'
import type { Locale } from '../i18n/locale.ts'
import { KeptNote, type Keeping } from '../offline/kept-note.tsx'
import { ZoneNote } from '../offline/zone-note.tsx'
import { assetPath } from './assets.ts'
import { hasBar } from './bar.tsx'
import { drawn } from './drawn.ts'
import { bench, iconColours } from './icon.ts'
import { PageSettingContext, type Theme } from './setting.ts'

export interface DocumentProps {
  readonly locale: Locale
  readonly title: string
  /** Links of the header, in order; the current one is marked. */
  readonly nav?: readonly NavLink[]
  /** In the header beside the name: the languages, for whoever reads none of the page's. */
  readonly beside?: Child
  /** Below the page: who is signed in, the languages. */
  readonly foot?: Child
  /** Wide for desks: 1200 px instead of 640. */
  readonly wide?: boolean
  /** Plain names of islands to load: `day-list.js`. */
  readonly islands?: readonly string[]
  /** Plain names of more style sheets: `labels.css`. */
  readonly sheets?: readonly string[]
  /** Where the page leads by itself, at once. */
  readonly onward?: string
  /** A page of one person's own that is kept on their phone, for when there is no network. */
  readonly keeping?: Keeping
  readonly children?: Child
}

export interface NavLink {
  readonly href: string
  readonly text: string
  readonly current?: boolean
}

/** The frame of every page. */
export function Document(props: DocumentProps) {
  const { locale, nav = [], beside, foot, wide = false, keeping, children } = props
  const words = wordsIn(locale)
  const { theme } = useContext(PageSettingContext)
  const inside = drawn(<>{children}</>)
  const classes = [...(wide ? ['wide'] : []), ...thumbOf(inside, nav)]
  return (
    <html lang={locale} data-theme={theme ?? undefined}>
      <Head {...props} theme={theme} />
      <body class={classes.length === 0 ? undefined : classes.join(' ')}>
        <a class="skip" href="#main">
          {words.skipToContent}
        </a>
        <Top product={words.product} nav={nav} beside={beside} />
        <main id="main">
          {keeping ? <KeptNote {...keeping} /> : null}
          {keeping ? <ZoneNote voice={keeping.voice} /> : null}
          {raw(inside)}
        </main>
        {foot === undefined ? null : <footer class="foot">{foot}</footer>}
      </body>
    </html>
  )
}

// Said by the server: a style sheet that looks for a bar anywhere looks through the page at each change of it.
function thumbOf(inside: string, nav: readonly NavLink[]): string[] {
  if (hasBar(inside)) return ['bar-below']
  return nav.length > 0 ? ['ways-below'] : []
}

function Head({
  locale,
  title,
  onward,
  keeping,
  islands = [],
  sheets = [],
  theme,
}: DocumentProps & { theme: Theme | null }) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${title} · ${wordsIn(locale).product}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {onward === undefined ? null : <meta http-equiv="refresh" content={`0;url=${onward}`} />}
      <meta name="color-scheme" content="light dark" />
      <ThemeColour theme={theme} />
      <link rel="icon" href={icon} />
      <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
      <link rel="manifest" href={`/manifest.webmanifest?lang=${locale}`} />
      {['style.css', ...sheets].map((sheet) => (
        <link rel="stylesheet" href={assetPath(sheet)} />
      ))}
      {[...(keeping ? ['offline.js'] : []), ...islands].map((island) => (
        <script type="module" src={assetPath(island)} />
      ))}
    </head>
  )
}

type TopProps = { readonly product: string; readonly nav: readonly NavLink[]; readonly beside: Child | undefined }

function Top({ product, nav, beside }: TopProps) {
  return (
    <header class="top">
      <a class="mark" href="/">
        {product}
      </a>
      {nav.length === 0 ? null : (
        <nav>
          {nav.map((link) => (
            <a href={link.href} aria-current={link.current ? 'page' : undefined}>
              {link.text}
            </a>
          ))}
        </nav>
      )}
      {beside}
    </header>
  )
}

// The bar of the system above the page: the paper's colour, as style.css has it.
function ThemeColour({ theme }: { readonly theme: Theme | null }) {
  return theme === null ? (
    <>
      <meta name="theme-color" content={paper.light} media="(prefers-color-scheme:light)" />
      <meta name="theme-color" content={paper.dark} media="(prefers-color-scheme:dark)" />
    </>
  ) : (
    <meta name="theme-color" content={paper[theme]} />
  )
}

const paper: Readonly<Record<Theme, string>> = { light: '#f8f7f2', dark: '#0f1514' }

// Inside the page: a file of its own would be one more request on every first visit.
const icon =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>" +
  `<path fill='%23${iconColours.small.slice(1)}' d='` +
  bench.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h-${width}z`).join('') +
  "'/></svg>"
