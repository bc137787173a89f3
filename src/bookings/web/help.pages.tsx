import { callerLocale } from '../../platform/http/caller-locale.ts'
import type { Pages } from '../../platform/http/pages.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { Document } from '../../platform/ui/document.tsx'
import { LanguageChoice } from '../../platform/ui/language-choice.tsx'
import { waysIn } from '../../platform/ui/ways.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { helpText } from './help.text.ts'

/** Short answers to what researchers ask; open to whoever can't sign in, too. */
export function helpPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/help', policy: 'anyone' }, ({ c, deps }) => {
    const locale = callerLocale(c)
    const { title, park, answers } = helpText[locale]
    const { names, timeZone } = deps.park()
    return pageAnswer(
      c,
      <Document locale={locale} title={title} nav={waysIn(locale)} foot={<LanguageChoice locale={locale} />}>
        <h1>{title}</h1>
        <p class="quiet">{park(nameIn(names, locale), timeZone)}</p>
        {answers.map(([id, question, answer]) => (
          <section aria-labelledby={id}>
            <h2 id={id}>{question}</h2>
            <p>{answer}</p>
          </section>
        ))}
      </Document>,
    )
  })
}
