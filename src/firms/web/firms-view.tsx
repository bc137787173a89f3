import { inTierOrder, knownTiers, tierName } from '../tier-name.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { TypedAgain } from '../../platform/http/typed-again.ts'
import { Field, Select, TextField } from '../../platform/ui/form-parts.tsx'
import { firmKinds } from '../firm.ts'
import type { ConsortiumRow, FirmRow } from '../reads/firms.ts'
import type { Viewer } from '../viewer.ts'
import { adminText } from './admin.text.ts'
import { Frame } from './frame.tsx'

interface FirmsProps {
  readonly viewer: Viewer
  readonly firms: readonly FirmRow[]
  readonly like: string
  readonly next: string | null
  /** A firm that could not be added. */
  readonly typed?: TypedAgain
}

/** All firms of the park, found by name or code. */
export function FirmsPage({ viewer, firms, like, next, typed }: FirmsProps) {
  const { locale } = viewer
  const text = adminText[locale]
  return (
    <Frame viewer={viewer} locale={locale} title={text.firms}>
      <h1>{text.firms}</h1>
      <form method="get" action="/admin/firms" class="fields">
        <Field label={text.search} name="q" type="search" value={like} maxlength={80} />
        <button class="button quiet" type="submit">
          {text.find}
        </button>
      </form>
      {firms.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {firms.map((firm) => (
          <li>
            <a class="row" href={`/admin/firms/${firm.id}`}>
              <span>
                <strong lang={langOf(nameIn(firm, locale), locale)}>{nameIn(firm, locale)}</strong>
                <small>
                  {text.kinds[firm.kind]} · {text.members(firm.members)}
                </small>
              </span>
              <small>{firm.state === 'active' ? '' : text.states[firm.state]}</small>
            </a>
          </li>
        ))}
      </ul>
      {next === null ? null : (
        <p>
          <a class="button quiet" href={`/admin/firms?${new URLSearchParams({ q: like, cursor: next }).toString()}`}>
            {text.more}
          </a>
        </p>
      )}
      <h2>{text.add}</h2>
      <FirmForm action="/admin/firms" locale={locale} consortia={[]} {...(typed ? { typed } : {})} />
    </Frame>
  )
}

interface FirmProps {
  readonly viewer: Viewer
  readonly firm: FirmRow
  readonly consortia: readonly ConsortiumRow[]
  readonly typed?: TypedAgain
}

/** One firm: what the park keeps of it, and whether it may book. */
export function FirmPage({ viewer, firm, consortia, typed }: FirmProps) {
  const { locale } = viewer
  const text = adminText[locale]
  const name = nameIn(firm, locale)
  return (
    <Frame viewer={viewer} locale={locale} title={name}>
      <p class="over">
        <a href="/admin/firms">{text.firms}</a>
      </p>
      <h1 lang={langOf(name, locale)}>{name}</h1>
      <p>
        <strong>{text.states[firm.state]}</strong>
        {firm.suspensionReason === '' ? null : ` · ${firm.suspensionReason}`}
      </p>
      <p>
        <a class="button quiet" href={`/me/firm?firm=${firm.id}`}>
          {text.people}
        </a>
      </p>
      <FirmForm
        action={`/admin/firms/${firm.id}`}
        locale={locale}
        consortia={consortia}
        firm={firm}
        {...(typed ? { typed } : {})}
      />
      <h2>{firm.state === 'suspended' ? text.reactivate : text.suspend}</h2>
      <form method="post" action={`/admin/firms/${firm.id}/suspension`} class="fields">
        {firm.state === 'suspended' ? null : (
          <Field label={text.reason} name="reason" hint={text.suspendHint} maxlength={300} required />
        )}
        <button class="button" name="act" value={firm.state === 'suspended' ? 'reactivate' : 'suspend'}>
          {firm.state === 'suspended' ? text.reactivate : text.suspend}
        </button>
      </form>
    </Frame>
  )
}

interface FirmFormProps {
  readonly action: string
  readonly locale: Locale
  readonly consortia: readonly ConsortiumRow[]
  readonly firm?: FirmRow
  readonly typed?: TypedAgain
}

/** A field's name with its value: as it was typed, or as it is kept; and why it could not be taken. */
function fieldsOf({ locale, firm, typed }: FirmFormProps) {
  const text = adminText[locale]
  const usual: Readonly<Record<string, string>> = { kind: 'company', priceCategory: 'resident', tier: 'standard' }
  const kept: Readonly<Record<string, string>> = firm
    ? {
        hans: firm.hans,
        hant: firm.hant,
        en: firm.en,
        kind: firm.kind,
        priceCategory: firm.priceCategory,
        tier: firm.tier,
        creditCode: firm.creditCode ?? '',
        consortium: firm.consortiumId ?? '',
        domains: (firm.domains ?? '').replaceAll(' ', '\n'),
      }
    : usual
  return (name: string) => {
    const why = typed?.faults.get(name)
    const fault = why === undefined ? null : name === 'creditCode' ? text.creditCodeFault : text.faults[why]
    return { name, value: typed?.fields[name] ?? kept[name] ?? '', ...(fault === null ? {} : { fault }) }
  }
}

function FirmForm(props: FirmFormProps) {
  const { action, locale, firm } = props
  const text = adminText[locale]
  const field = fieldsOf(props)
  return (
    <form method="post" action={action} class="fields">
      {(['hans', 'hant', 'en'] as const).map((name, index) => (
        <Field label={text.names[index]} {...field(name)} maxlength={80} required />
      ))}
      <Select
        label={text.kind}
        {...field('kind')}
        options={firmKinds.map((kind) => ({ value: kind, text: text.kinds[kind] }))}
      />
      <Field label={text.priceCategory} {...field('priceCategory')} maxlength={60} required />
      <Select label={text.tier} {...field('tier')} options={tierOptions(field('tier').value, locale)} />
      <Field label={text.creditCode} {...field('creditCode')} maxlength={40} />
      <Belonging {...props} />
      <button class="button" type="submit">
        {firm === undefined ? text.add : text.save}
      </button>
    </form>
  )
}

/** Those that have words, and the firm's own. */
function tierOptions(own: string, locale: Locale) {
  return inTierOrder([...knownTiers, own]).map((tier) => ({ value: tier, text: tierName(tier, locale) }))
}

function Belonging(props: FirmFormProps) {
  const { locale, consortia } = props
  const text = adminText[locale]
  const field = fieldsOf(props)
  return (
    <>
      <Select
        label={text.consortium}
        {...field('consortium')}
        options={[
          { value: '', text: text.noConsortium },
          ...consortia.map((one) => ({ value: one.id, text: nameIn(one, locale) })),
        ]}
      />
      <TextField label={text.domains} hint={text.domainsHint} rows={2} {...field('domains')} />
    </>
  )
}
