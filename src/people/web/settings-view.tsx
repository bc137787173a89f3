import type { ProjectRow } from '../../bookings/reads/viewer-projects.ts'
import type { Viewer } from '../../firms/viewer.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { locales, type Locale } from '../../platform/i18n/locale.ts'
import { formatMinutes } from '../../platform/i18n/format.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import { ownNames } from '../../platform/ui/language-choice.tsx'
import { choosableKinds } from '../notice-choice.ts'
import type { Theme } from '../../platform/ui/setting.ts'
import { settingsText } from './settings.text.ts'

/** What the form holds. */
export interface Filled {
  readonly name: string
  readonly locale: Locale
  readonly usual: number | ''
  readonly project: string
  readonly theme: Theme | 'system'
  /** Kinds of letters that are wanted. */
  readonly notices: readonly string[]
}

export interface SettingsProps {
  readonly viewer: Viewer
  readonly projects: readonly ProjectRow[]
  readonly filled: Filled
  readonly faults?: { readonly name?: string; readonly project?: string }
  readonly saved: boolean
  readonly formKey: string
}

/** A person's choices, and the ways to what else is theirs. */
export function SettingsView(props: SettingsProps) {
  const { viewer, saved } = props
  const { locale } = viewer
  const words = settingsText[locale]
  return (
    <Frame viewer={viewer} locale={locale} title={words.title}>
      <h1>{words.title}</h1>
      {saved ? (
        <p class="notice good" role="status">
          {words.saved}
        </p>
      ) : null}
      <Choices {...props} />
      <Ways viewer={viewer} />
    </Frame>
  )
}

function Choices({ viewer, projects, filled, faults = {}, formKey }: SettingsProps) {
  const words = settingsText[viewer.locale]
  const named = { label: words.name, name: 'name', value: filled.name, hint: words.nameHint }
  return (
    <form method="post" action="/me/settings">
      <FormKey value={formKey} />
      <Field {...named} {...faultOf(faults.name)} maxlength={80} autocomplete="name" required />
      <Select
        label={words.language}
        name="locale"
        value={filled.locale}
        options={locales.map((one) => ({ value: one, text: ownNames[one] }))}
      />
      <Select
        label={words.usual}
        name="usual"
        value={String(filled.usual)}
        options={lengthsFor(filled.usual, viewer.locale)}
      />
      <Select
        label={words.project}
        name="project"
        value={filled.project}
        options={[
          { value: '', text: words.firstProject },
          ...projects.map(({ id, code, name }) => ({ value: id, text: `${code} ${name}` })),
        ]}
        {...faultOf(faults.project)}
      />
      <ThemeChoice theme={filled.theme} locale={viewer.locale} />
      <NoticeChoice viewer={viewer} wanted={filled.notices} />
      <div class="actions">
        <button class="main" type="submit">
          {words.save}
        </button>
      </div>
    </form>
  )
}

function ThemeChoice({ theme, locale }: { theme: Filled['theme']; locale: Locale }) {
  const words = settingsText[locale]
  return (
    <Select
      label={words.theme}
      name="theme"
      value={theme}
      hint={words.themeHint}
      options={(['system', 'light', 'dark'] as const).map((one) => ({ value: one, text: words.themes[one] }))}
    />
  )
}

/** Letters that may be turned off. Those about security and money have no box. */
function NoticeChoice({ viewer, wanted }: { viewer: Viewer; wanted: readonly string[] }) {
  const words = settingsText[viewer.locale]
  return (
    <fieldset aria-describedby="notices-hint">
      <legend>{words.notices}</legend>
      <input type="hidden" name="choosing" value="1" />
      {choosableKinds(viewer).map((kind) => (
        <label class="check">
          <input type="checkbox" name="notices" value={kind} checked={wanted.includes(kind)} />
          <span>{words.noticeKinds[kind]}</span>
        </label>
      ))}
      <span class="hint" id="notices-hint">
        {words.noticesHint}
      </span>
    </fieldset>
  )
}

function Ways({ viewer }: { viewer: Viewer }) {
  const words = settingsText[viewer.locale]
  const hasFirm = viewer.roles.some(({ firmId }) => firmId !== null)
  const ways = [
    ['signIn', '/me/sign-in'],
    ['tokens', '/me/tokens'],
    ['access', '/me/access'],
    ...(hasFirm ? ([['firm', '/me/firm']] as const) : []),
    ['record', '/me/data'],
  ] as const
  return (
    <section aria-labelledby="account">
      <h2 id="account">{words.more}</h2>
      <ul class="rows">
        {ways.map(([way, href]) => (
          <li>
            <a class="row stack" href={href}>
              <strong>{words.links[way]}</strong>
              <span class="quiet">{words.hints[way]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const usualLengths = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_440]

function lengthsFor(chosen: number | '', locale: Locale) {
  const lengths = chosen === '' || usualLengths.includes(chosen) ? usualLengths : [...usualLengths, chosen]
  return [
    { value: '', text: settingsText[locale].asSuggested },
    ...lengths.toSorted((a, b) => a - b).map((one) => ({ value: String(one), text: formatMinutes(one, locale) })),
  ]
}

function faultOf(fault: string | undefined): { fault?: string } {
  return fault === undefined ? {} : { fault }
}
