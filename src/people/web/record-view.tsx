import { Frame } from '../../firms/web/frame.tsx'
import type { Locale } from '../../platform/i18n/locale.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Document } from '../../platform/ui/document.tsx'
import { Check, Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { Leaving, Living } from '../reads/leaving.ts'
import { recordText } from './record.text.ts'

export interface RecordProps extends Leaving {
  /** True when they signed in lately enough to delete the account. */
  readonly fresh: boolean
  readonly voice: Voice
  readonly formKey: string
  readonly fault?: string
}

/** What a person may take along, and how they go. */
export function RecordView(props: RecordProps) {
  const { viewer } = props
  const words = recordText[viewer.locale]
  return (
    <Frame viewer={viewer} locale={viewer.locale} title={words.title}>
      <h1>{words.title}</h1>
      <section aria-labelledby="download">
        <h2 id="download">{words.download}</h2>
        <p>{words.downloadHint}</p>
        <p>
          <a class="button" href="/api/v1/me/export" download="gongtai.json">
            {words.downloadButton}
          </a>
        </p>
      </section>
      <section aria-labelledby="end">
        <h2 id="end">{words.end}</h2>
        <ul>
          {words.means.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <Ending {...props} />
      </section>
    </Frame>
  )
}

function Ending({ viewer, living, isLastAdmin, fresh, voice, formKey, fault }: RecordProps) {
  const words = recordText[viewer.locale]
  if (isLastAdmin) return <p class="notice">{words.lastAdmin}</p>
  if (!fresh)
    return (
      <>
        <p>{words.signInAgain}</p>
        <p>
          <a class="button" href="/login?next=%2Fme%2Fdata">
            {words.signIn}
          </a>
        </p>
      </>
    )
  const typed = { label: words.address, name: 'address', hint: words.addressHint(viewer.email) }
  return (
    <form method="post" action="/me/data/erasure">
      <FormKey value={formKey} />
      {living.length === 0 ? null : <InTheWay living={living} voice={voice} />}
      <Field {...typed} {...(fault === undefined ? {} : { fault })} maxlength={320} autocomplete="off" required />
      <div class="actions">
        <button class="danger" type="submit">
          {words.button}
        </button>
      </div>
    </form>
  )
}

function InTheWay({ living, voice }: { living: readonly Living[]; voice: Voice }) {
  const words = recordText[voice.locale]
  return (
    <>
      <p class="notice">
        {words.living} {words.inUse}
      </p>
      <ul class="rows">
        {living.slice(0, shown).map(({ id, nameHans, nameHant, nameEn, ...time }) => (
          <li>
            <a class="row stack" href={`/b/${id}`}>
              <strong>{nameIn({ hans: nameHans, hant: nameHant, en: nameEn }, voice.locale)}</strong>
              <span class="quiet">{voice.range(time)}</span>
            </a>
          </li>
        ))}
      </ul>
      {living.length > shown ? (
        <p class="beside">
          <a href="/me">{words.all(living.length === 50 ? '50+' : String(living.length))}</a>
        </p>
      ) : null}
      <Check label={words.cancelAll} name="cancel" />
    </>
  )
}

// The rest is a list of its own; what matters here is the tick below.
const shown = 3

/** The last page that somebody sees who has deleted their account. */
export function GonePage({ locale }: { locale: Locale }) {
  const words = recordText[locale]
  return (
    <Document locale={locale} title={words.gone}>
      <h1>{words.gone}</h1>
      <p>{words.goneSays}</p>
    </Document>
  )
}
