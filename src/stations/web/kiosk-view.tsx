import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import type { KioskMachine, KioskRoom, KioskUse } from '../reads/kiosk.ts'
import { kioskText } from './kiosk.text.ts'

export interface KioskNotice {
  readonly good: boolean
  readonly words: string
}

export interface KioskProps {
  readonly room: KioskRoom
  readonly token: string
  readonly notice: KioskNotice | null
  /** What was typed and did not do. */
  readonly code: string
  readonly formKey: string
  readonly voice: Voice
}

/** One room at a glance: each machine, what it is at and who is next by time alone, and the field for a short code. */
export function KioskView({ room, token, notice, code, formKey, voice }: KioskProps) {
  const text = kioskText[voice.locale]
  return (
    <kiosk-live class="kiosk">
      <h1>{room.station.room}</h1>
      {notice === null ? null : (
        <p class={`notice ${notice.good ? 'good' : 'bad'}`} role={notice.good ? 'status' : 'alert'}>
          {notice.words}
        </p>
      )}
      <form method="post" action={`/k/${encodeURIComponent(token)}`} class="fields">
        <FormKey value={formKey} />
        <Field
          label={text.code}
          name="code"
          value={code}
          hint={text.codeHint}
          maxlength={40}
          autocomplete="off"
          required
        />
        <button class="button main" type="submit">
          {text.go}
        </button>
      </form>
      {room.machines.length === 0 ? <p>{text.nothing}</p> : null}
      <ul class="rows kiosk-machines">
        {room.machines.map((machine) => (
          <MachineRow machine={machine} voice={voice} />
        ))}
      </ul>
    </kiosk-live>
  )
}

function MachineRow({ machine, voice }: { readonly machine: KioskMachine; readonly voice: Voice }) {
  const text = kioskText[voice.locale]
  const name = nameIn(machine.names, voice.locale)
  const { next, now } = machine
  return (
    <li class="row stack" id={`unit-${machine.unitId}`}>
      <strong>
        <span lang={langOf(name, voice.locale)}>{name}</span>
        {machine.units > 1 ? ` · ${machine.unit}` : null}
      </strong>
      <span class={`state ${stateClass(machine)}`}>{stateWords(machine, voice)}</span>
      {next === null || now?.kind === 'closed' ? null : (
        <span class="quiet">{text.next(next.hint, voice.soon(next.startsAt))}</span>
      )}
    </li>
  )
}

const classes: Readonly<Record<KioskUse['kind'], string>> = {
  'in-use': 'in-use',
  expected: 'confirmed',
  held: 'pending',
  closed: 'closed',
}

function stateClass({ isOutOfService, now }: KioskMachine): string {
  if (isOutOfService) return 'closed'
  return now === null ? 'free' : classes[now.kind]
}

function stateWords({ isOutOfService, now, next }: KioskMachine, voice: Voice): string {
  const text = kioskText[voice.locale]
  if (isOutOfService) return text.outOfService
  if (now === null) return next === null ? text.free : text.freeUntil(voice.soon(next.startsAt))
  if (now.kind === 'in-use') return text.inUse(voice.soon(now.endsAt))
  if (now.kind === 'closed') return text.closed(voice.soon(now.endsAt))
  const range = voice.clocks(now)
  return now.kind === 'expected' ? text.expected(now.hint, range) : text.held(range)
}
