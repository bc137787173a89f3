import { useContext } from 'hono/jsx'
import { locales, type Locale } from '../i18n/locale.ts'
import { wordsIn } from '../i18n/words.ts'
import { PageSettingContext } from './setting.ts'

export const ownNames: Readonly<Record<Locale, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}

/** Buttons that change the language and come back to the same page. */
export function LanguageChoice({ locale }: { readonly locale: Locale }) {
  const { path } = useContext(PageSettingContext)
  return (
    <form method="post" action="/language" class="choice" aria-label={wordsIn(locale).languages}>
      <input type="hidden" name="next" value={path} />
      {locales.map((one) => (
        <button class="plain" name="lang" value={one} lang={one} aria-current={one === locale ? 'true' : undefined}>
          {ownNames[one]}
        </button>
      ))}
    </form>
  )
}
