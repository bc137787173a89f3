import { callerLocale } from '../../platform/http/caller-locale.ts'
import type { Pages } from '../../platform/http/pages.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { Document } from '../../platform/ui/document.tsx'
import { LanguageChoice } from '../../platform/ui/language-choice.tsx'
import { waysIn } from '../../platform/ui/ways.ts'
import { pageAnswer } from '../../platform/ui/page-answer.tsx'
import { readContacts, type Contact } from '../reads/help-contacts.ts'
import { helpText } from './help.text.ts'

/** Short answers to what researchers ask; open to whoever can't sign in, too. */
export function helpPages(pages: Pages): void {
  pages.page({ method: 'get', path: '/help', policy: 'anyone' }, async ({ c, deps, actor }) => {
    const locale = callerLocale(c)
    const { title, park, answers } = helpText[locale]
    const { names, timeZone } = deps.park()
    const contacts = await readContacts(deps, actor)
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
        <Contacts contacts={contacts} locale={locale} />
      </Document>,
    )
  })
}

function Contacts({ contacts, locale }: { contacts: readonly Contact[] | null; locale: Locale }) {
  const text = helpText[locale]
  if (contacts?.length === 0) return null
  return (
    <section aria-labelledby="contacts">
      <h2 id="contacts">{text.contacts}</h2>
      {contacts === null ? (
        <p>{text.contactsHidden}</p>
      ) : (
        <dl>
          {contacts.map(({ building, addresses, ...names }) => (
            <>
              <dt>{[nameIn(names, locale), building].filter(Boolean).join(' · ')}</dt>
              {addresses.map((one) => (
                <dd>
                  <a class="touch" href={`mailto:${one}`}>
                    {one}
                  </a>
                </dd>
              ))}
            </>
          ))}
        </dl>
      )}
    </section>
  )
}
