import { roleWords } from '../../firms/role-words.ts'
import type { Locale } from '../../platform/i18n/locale.ts'
import { langOf } from '../../platform/i18n/script.ts'
import { Document } from '../../platform/ui/document.tsx'
import { Field } from '../../platform/ui/form-parts.tsx'
import { LanguageChoice } from '../../platform/ui/language-choice.tsx'
import { demoPeople } from '../demo-people.ts'
import type { LoginFacts } from '../reads/login.ts'
import { loginText } from './login.text.ts'

export interface LoginProps extends LoginFacts {
  readonly locale: Locale
  readonly park: string
  readonly next: string
  readonly address?: string
  readonly fault?: string
  readonly trouble?: string | undefined
}

/** Every way in: a passkey, a code, the firm's or the park's own sign-in, and a demo's people. */
export function LoginPage({ locale, park, people, providers, next, address, fault, trouble }: LoginProps) {
  const text = loginText[locale]
  return (
    <Document locale={locale} title={text.title} islands={['passkey.js']} beside={<LanguageChoice locale={locale} />}>
      <p class="over">{park}</p>
      <h1>{text.title}</h1>
      <p>{text.about}</p>
      {trouble === undefined ? null : (
        <p class="notice bad" role="alert">
          {trouble}
        </p>
      )}
      <AddressForm locale={locale} next={next} address={address} fault={fault} />
      <section class="ways" aria-label={text.otherWays}>
        <p class="or">{text.or}</p>
        <passkey-entry data-next={next} data-failed={text.passkeyFailed} hidden>
          <button type="button" class="button wide">
            {text.passkey}
          </button>
          <p class="fault" role="alert" hidden />
        </passkey-entry>
        {providers.map(({ id, name }) => (
          <SsoForm id={id} name={name} locale={locale} next={next} />
        ))}
      </section>
      {people.length === 0 ? null : <DemoPeople locale={locale} people={people} next={next} />}
    </Document>
  )
}

interface AddressProps extends Pick<LoginProps, 'locale' | 'next'> {
  readonly address: string | undefined
  readonly fault: string | undefined
}

// The field is not chosen at once: on a phone its keyboard would cover the other ways in.
function AddressForm({ locale, next, address = '', fault }: AddressProps) {
  const text = loginText[locale]
  return (
    <form method="post" action="/login/code">
      <input type="hidden" name="next" value={next} />
      <Field
        label={text.address}
        name="address"
        type="email"
        value={address}
        hint={text.addressHint}
        {...(fault === undefined ? {} : { fault, autofocus: true })}
        required
        maxlength={254}
        autocomplete="username webauthn"
      />
      <button class="main wide" type="submit">
        {text.send}
      </button>
    </form>
  )
}

/** Away to a provider and back. */
export function SsoForm({ id, name, locale, next }: { id: string; name: string; locale: Locale; next: string }) {
  return (
    <form method="post" action={`/login/sso/${id}`}>
      <input type="hidden" name="next" value={next} />
      <button class="button quiet wide" type="submit">
        {loginText[locale].with(name)}
      </button>
    </form>
  )
}

function DemoPeople({ locale, people, next }: Pick<LoginProps, 'locale' | 'people' | 'next'>) {
  const text = loginText[locale]
  return (
    <section class="demo" aria-labelledby="demo">
      <h2 id="demo">{text.demoTitle}</h2>
      <p>{text.demo}</p>
      <form method="post" action="/login" class="rows">
        <input type="hidden" name="next" value={next} />
        {demoPeople.flatMap(({ email, part }) => {
          const name = people.find((person) => person.email === email)?.name
          if (name === undefined) return []
          return (
            <button class="row stack" name="email" value={email}>
              <span>
                <strong lang={langOf(name, locale)}>{name}</strong> · {roleWords[locale][part]}
              </span>
              <small>{email}</small>
            </button>
          )
        })}
      </form>
      <p>
        <a href="/demo/mail">{text.mailbox}</a>
      </p>
    </section>
  )
}

interface CodeProps {
  readonly locale: Locale
  readonly address: string
  readonly next: string
  readonly demo: boolean
  readonly fault?: string
  /** True when a provider named the address, and the code joins the two. */
  readonly first?: boolean
}

/** Where the code is entered, by hand, by paste, or by a phone that read the mail. */
export function CodePage({ locale, address, next, demo, fault, first = false }: CodeProps) {
  const text = loginText[locale]
  return (
    <Document locale={locale} title={text.codeTitle} beside={<LanguageChoice locale={locale} />}>
      <h1>{text.codeTitle}</h1>
      {first ? <p class="notice">{text.firstTime}</p> : null}
      <p>{text.codeSent(address)}</p>
      <form method="post" action="/login/session">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="to" value={address} />
        <Field
          label={text.code}
          name="code"
          hint={text.codeHint}
          {...(fault === undefined ? {} : { fault })}
          required
          maxlength={200}
          autocomplete="one-time-code"
          inputmode="numeric"
          autofocus
        />
        <button class="main wide" type="submit">
          {text.enter}
        </button>
      </form>
      <Again locale={locale} next={next} address={address} />
      {demo ? (
        <p class="beside">
          <a href="/demo/mail" target="_blank" rel="noopener">
            {text.mailbox}
          </a>
        </p>
      ) : null}
    </Document>
  )
}

interface WaysProps extends Pick<CodeProps, 'locale' | 'address' | 'next'> {
  readonly provider: { readonly id: string; readonly name: string }
}

/** The firm has a sign-in of its own: that, or a code all the same. */
export function WaysPage({ locale, address, next, provider }: WaysProps) {
  const text = loginText[locale]
  return (
    <Document locale={locale} title={text.title} beside={<LanguageChoice locale={locale} />}>
      <h1>{text.title}</h1>
      <p>{address}</p>
      <SsoForm id={provider.id} name={provider.name} locale={locale} next={next} />
      <form method="post" action="/login/code">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="address" value={address} />
        <button class="plain" name="way" value="code">
          {text.codeInstead}
        </button>
      </form>
    </Document>
  )
}

/** What is left when a code is worth nothing any more. */
export function OverPage({ locale, why, address, next }: Omit<CodeProps, 'fault' | 'demo'> & { readonly why: string }) {
  const text = loginText[locale]
  return (
    <Document locale={locale} title={text.codeTitle} beside={<LanguageChoice locale={locale} />}>
      <h1>{text.codeTitle}</h1>
      <p class="notice">{why}</p>
      <Again locale={locale} next={next} address={address} />
      <p>
        <a href={next}>{text.onward}</a>
      </p>
    </Document>
  )
}

function Again({ locale, next, address }: Pick<CodeProps, 'locale' | 'next' | 'address'>) {
  const text = loginText[locale]
  const start = `/login?next=${encodeURIComponent(next)}`
  if (address === '')
    return (
      <p>
        <a href={start}>{text.another}</a>
      </p>
    )
  return (
    <form method="post" action="/login/code" class="beside">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="address" value={address} />
      <button class="plain" type="submit">
        {text.another}
      </button>
      <a href={start}>{text.otherAddress}</a>
    </form>
  )
}
