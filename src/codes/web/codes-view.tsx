import { resourcePath } from '../../bookings/web/paths.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { FormKey } from '../../platform/ui/form-parts.tsx'
import { codePath } from '../code.ts'
import type { Sticker } from '../label.ts'
import { labelsText } from './labels.text.ts'

export interface CodesViewProps {
  readonly stickers: readonly Sticker[]
  readonly publicUrl: string
  readonly formKey: string
  readonly locale: Locale
}

/** The codes of one resource, where they lead, and a new one for a sticker that was lost. */
export function CodesView({ stickers, publicUrl, formKey, locale }: CodesViewProps) {
  const words = labelsText[locale]
  const [first] = stickers
  return (
    <>
      {first ? (
        <p class="over">
          <a href={resourcePath(first.resourceId)}>{nameIn(first.names, locale)}</a>
        </p>
      ) : null}
      <h1>{words.codes}</h1>
      <p>{words.replaceDetail}</p>
      {stickers.map(({ code, unit }) => (
        <section aria-labelledby={code}>
          <h2 id={code}>
            {unit === null ? words.any : words.unit(unit)} <code>{code}</code>
          </h2>
          <p class="quiet">
            {words.address} <code>{publicUrl + codePath(code)}</code>
          </p>
          <form method="post" action={`/m/codes/${code}/replacement`}>
            <FormKey value={formKey} />
            <p class="actions">
              <a class="button" href={`/m/resources/qr/sheet?size=large&c=${code}&lang=${locale}`}>
                {words.sheet}
              </a>
              <button class="button" type="submit">
                {words.replace}
              </button>
            </p>
          </form>
        </section>
      ))}
    </>
  )
}
