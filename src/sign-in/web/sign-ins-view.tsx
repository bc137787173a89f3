import { scopes, type Scope } from '../../firms/policy.ts'
import { Frame } from '../../firms/web/frame.tsx'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Check, Field } from '../../platform/ui/form-parts.tsx'
import type { Device, PasskeyRow, SignIns } from '../reads/sign-ins.ts'
import { signInsText } from './sign-ins.text.ts'

interface SignInsProps extends SignIns {
  readonly voice: Voice
  /** A token that was made just now. */
  readonly made?: string
}

/** Everything that can sign in as me, each with its end. */
export function SignInsPage({ viewer, devices, passkeys, voice, made }: SignInsProps) {
  const text = signInsText[voice.locale]
  return (
    <Frame viewer={viewer} locale={voice.locale} title={text.title} islands={['passkey.js']}>
      <h1>{text.title}</h1>
      <section>
        <h2>{text.devices}</h2>
        <ul class="rows">
          {devices
            .filter(({ kind }) => kind === 'cookie')
            .map((device) => (
              <DeviceRow device={device} voice={voice} isHere={device.id === viewer.session.id} />
            ))}
        </ul>
        <form method="post" action="/me/sign-in/end" class="actions">
          <button class="button quiet" name="which" value="others">
            {text.endOthers}
          </button>
          <button class="button quiet" name="which" value="all">
            {text.endAll}
          </button>
        </form>
      </section>
      <Passkeys passkeys={passkeys} voice={voice} />
      <Tokens devices={devices.filter(({ kind }) => kind !== 'cookie')} voice={voice} made={made} />
    </Frame>
  )
}

function DeviceRow({ device, voice, isHere }: { device: Device; voice: Voice; isHere: boolean }) {
  const text = signInsText[voice.locale]
  const words = [
    device.method === '' ? '' : text.methods[device.method],
    text.since(voice.moment(device.createdAt)),
    device.lastUsedAt === null ? '' : text.used(voice.moment(device.lastUsedAt)),
  ]
  return (
    <li class="row">
      <span>
        <strong>{device.agent === '' ? text.unknown : device.agent}</strong>
        {isHere ? ` · ${text.here}` : null}
        <small>{words.filter(Boolean).join(' · ')}</small>
      </span>
      <form method="post" action={`/me/sign-in/${device.id}/end`}>
        <button class="plain" type="submit">
          {text.end}
        </button>
      </form>
    </li>
  )
}

function Passkeys({ passkeys, voice }: { passkeys: readonly PasskeyRow[]; voice: Voice }) {
  const text = signInsText[voice.locale]
  return (
    <section>
      <h2>{text.passkeys}</h2>
      {passkeys.length === 0 ? <p>{text.noPasskeys}</p> : null}
      <ul class="rows">
        {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <li class="row">
            <span>
              <strong lang={langOf(name, voice.locale)}>{name}</strong>
              <small>
                {text.since(voice.moment(createdAt))}
                {lastUsedAt === null ? null : ` · ${text.used(voice.moment(lastUsedAt))}`}
              </small>
            </span>
            <form method="post" action="/me/passkeys/removal">
              <button class="plain" name="id" value={id}>
                {text.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <passkey-maker data-name={text.passkeys} data-failed={text.passkeyFailed} hidden>
        <button type="button" class="button">
          {text.addPasskey}
        </button>
        <p class="fault" role="alert" hidden />
      </passkey-maker>
    </section>
  )
}

interface TokensProps {
  readonly devices: readonly Device[]
  readonly voice: Voice
  readonly made: string | undefined
}

function Tokens({ devices, voice, made }: TokensProps) {
  const text = signInsText[voice.locale]
  return (
    <section>
      <h2>{text.tokens}</h2>
      <p>{text.noTokens}</p>
      {made === undefined ? null : (
        <div class="notice" role="status">
          <p>{text.tokenMade}</p>
          <p>
            <code class="token">{made}</code>
          </p>
        </div>
      )}
      <ul class="rows">
        {devices.map((device) => (
          <TokenRow device={device} voice={voice} />
        ))}
      </ul>
      <form method="post" action="/me/tokens">
        <div class="fields">
          <Field label={text.tokenName} name="name" maxlength={60} required />
          <Field label={text.tokenDays} name="days" type="number" min={1} max={365} value={90} required />
        </div>
        <fieldset>
          <legend>{text.scopeLegend}</legend>
          {scopes.map((scope) => (
            <Check label={text.scopes[scope]} name={scope} checked={scope === 'read'} />
          ))}
        </fieldset>
        <button class="button" type="submit">
          {text.makeToken}
        </button>
      </form>
    </section>
  )
}

function TokenRow({ device, voice }: { device: Device; voice: Voice }) {
  const text = signInsText[voice.locale]
  const given = device.scopes === null ? null : (JSON.parse(device.scopes) as Scope[])
  const words = [
    device.kind === 'feed' ? '' : (given?.map((scope) => text.scopes[scope]).join(', ') ?? text.everything),
    device.kind === 'feed' ? '' : text.until(voice.moment(device.expiresAt)),
    device.lastUsedAt === null ? '' : text.used(voice.moment(device.lastUsedAt)),
  ]
  const name = device.kind === 'feed' || device.label === '' ? text.feed : device.label
  return (
    <li class="row">
      <span>
        <strong lang={langOf(name, voice.locale)}>{name}</strong>
        <small>{words.filter(Boolean).join(' · ')}</small>
      </span>
      <form method="post" action={`/me/sign-in/${device.id}/end`}>
        <button class="plain" type="submit">
          {text.revoke}
        </button>
      </form>
    </li>
  )
}
