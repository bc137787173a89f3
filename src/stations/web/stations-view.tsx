import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { unitIdText } from '../../kernel/id.ts'
import { Field, FormKey, Select } from '../../platform/ui/form-parts.tsx'
import type { NewStation } from '../commands/set-up-station.ts'
import type { ListedStation, MeterPlace, Room } from '../reads/stations.ts'
import type { StationForm } from './stations.pages.tsx'
import { stationsText } from './stations.text.ts'

export type StationFault = 'name' | 'place'

export interface StationsProps {
  readonly stations: readonly ListedStation[]
  readonly rooms: readonly Room[]
  readonly places: readonly MeterPlace[]
  readonly made?: NewStation
  readonly filled?: StationForm
  readonly fault?: StationFault
  readonly publicUrl: string
  readonly formKey: string
  readonly voice: Voice
}

/** What is connected, each with its end; and connecting another screen, meter or reader. */
export function StationsView(props: StationsProps) {
  const { stations, made, publicUrl, voice } = props
  const text = stationsText[voice.locale]
  return (
    <>
      <h1>{text.title}</h1>
      <p class="quiet">{text.why}</p>
      {made === undefined ? null : <Made made={made} publicUrl={publicUrl} voice={voice} />}
      {stations.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {stations.map((station) => (
          <StationRow station={station} voice={voice} />
        ))}
      </ul>
      <KioskForm {...props} />
      <MeterForm {...props} />
    </>
  )
}

function Made({ made, publicUrl, voice }: { made: NewStation; publicUrl: string; voice: Voice }) {
  const text = stationsText[voice.locale]
  const isKiosk = made.kind === 'kiosk'
  const heads = `-H 'Authorization: Bearer ${made.token}' -H 'Content-Type: application/json'`
  const example = `curl -X POST ${publicUrl}/api/v1/signals ${heads} -d '{"state":"on"}'`
  return (
    <div class="notice good" role="status">
      <p>{isKiosk ? text.madeKiosk : text.madeMeter}</p>
      <p>
        <code class="token">{isKiosk ? `${publicUrl}/k/${made.token}` : made.token}</code>
      </p>
      {isKiosk ? null : (
        <>
          <p>{text.example}</p>
          <p>
            <code class="token">{example}</code>
          </p>
        </>
      )}
    </div>
  )
}

function StationRow({ station, voice }: { readonly station: ListedStation; readonly voice: Voice }) {
  const text = stationsText[voice.locale]
  const { kind, name, room, machine, createdAt, heardAt } = station
  const place = machine === null ? room : `${nameIn(machine, voice.locale)} · ${machine.unit}`
  const heard = heardAt === null ? text.neverHeard : text.heard(voice.moment(heardAt))
  return (
    <li class="row">
      <span>
        <strong lang={langOf(name, voice.locale)}>{name}</strong>
        <small>
          {text.kinds[kind]} · {place}
        </small>
        <small>
          {text.since(voice.moment(createdAt))}
          {kind === 'kiosk' ? null : ` · ${heard}`}
        </small>
      </span>
      <form method="post" action={`/m/stations/${station.id}/end`}>
        <button class="plain" type="submit" aria-label={`${text.end}: ${name}`}>
          {text.end}
        </button>
      </form>
    </li>
  )
}

function KioskForm({ rooms, filled, fault, formKey, voice }: StationsProps) {
  const text = stationsText[voice.locale]
  const own = filled?.kind === 'kiosk' ? filled : null
  return (
    <section>
      <h2>{text.addKiosk}</h2>
      <p class="quiet">{rooms.length === 0 ? text.noRooms : text.addKioskHint}</p>
      {rooms.length === 0 ? null : (
        <form method="post" action="/m/stations" class="fields">
          <FormKey value={`${formKey}k`} />
          <input type="hidden" name="kind" value="kiosk" />
          <Select
            label={text.room}
            name="place"
            value={own?.place ?? ''}
            options={rooms.map(({ facilityId, room, machines }) => ({
              value: `${facilityId} ${room}`,
              text: `${room} (${text.machines(machines)})`,
            }))}
            {...(own && fault === 'place' ? { fault: text.placeGone } : {})}
          />
          <NameField filled={own} fault={fault} voice={voice} />
          <button class="button" type="submit">
            {text.add}
          </button>
        </form>
      )}
    </section>
  )
}

function NameField({
  filled,
  fault,
  voice,
}: {
  filled: StationForm | null
  fault: StationFault | undefined
  voice: Voice
}) {
  const text = stationsText[voice.locale]
  return (
    <Field
      label={text.name}
      name="name"
      value={filled?.name ?? ''}
      hint={text.nameHint}
      maxlength={60}
      required
      {...(filled && fault === 'name' ? { fault: text.nameMissing } : {})}
    />
  )
}

function MeterForm({ places, filled, fault, formKey, voice }: StationsProps) {
  const text = stationsText[voice.locale]
  const own = filled && filled.kind !== 'kiosk' ? filled : null
  if (places.length === 0) return null
  return (
    <section>
      <h2>{text.addMeter}</h2>
      <p class="quiet">{text.addMeterHint}</p>
      <form method="post" action="/m/stations" class="fields">
        <FormKey value={`${formKey}m`} />
        <Select
          label={text.kind}
          name="kind"
          value={own?.kind ?? 'sensor'}
          options={(['sensor', 'card'] as const).map((kind) => ({ value: kind, text: text.kinds[kind] }))}
        />
        <Select
          label={text.machine}
          name="place"
          value={own?.place ?? ''}
          options={places.map((place) => ({ value: unitIdText(place.unitId), text: placeText(place, voice) }))}
          {...(own && fault === 'place' ? { fault: text.placeGone } : {})}
        />
        <NameField filled={own} fault={fault} voice={voice} />
        <button class="button" type="submit">
          {text.add}
        </button>
      </form>
    </section>
  )
}

function placeText(place: MeterPlace, voice: Voice): string {
  const name = `${place.assetNumber} · ${nameIn(place, voice.locale)}`
  return place.units > 1 ? `${name} · ${place.unit}` : name
}
