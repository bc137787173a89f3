import { UsePlot } from '../../billing/web/plots-view.tsx'
import { closePath, resourcePath } from '../../bookings/web/paths.ts'
import { Dues } from '../../knowledge/web/due-view.tsx'
import { ConditionsForm, Questions } from '../../knowledge/web/questions-view.tsx'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey } from '../../platform/ui/form-parts.tsx'
import { address } from '../../platform/http/address.ts'
import type { MachinePage, OtherMachine } from '../reads/machine-page.ts'
import { BookingLine } from './booking-line.tsx'
import { hoursInWords } from './hours-words.ts'
import { listText } from './list.text.ts'
import { machineText, type MachineDeed } from './machine.text.ts'
import { Access, Bundles, Units } from './machine-parts.tsx'
import { categoryNames } from './new.text.ts'
import type { Filled } from './new-form.tsx'
import { machinePath, machinesPath } from './paths.ts'
import { ProfileForm } from './profile-form.tsx'

export interface MachineViewProps {
  readonly page: MachinePage
  readonly filled: Filled
  /** Sentences by field; `unit`, `parts` and `photo` belong to the parts below. */
  readonly faults: Filled
  readonly done: MachineDeed | null
  readonly isStale: boolean
  /** What was typed into a part that could not be taken. */
  readonly typed: Filled
  /** Photos have somewhere to lie. */
  readonly takesPhotos: boolean
  readonly formKey: string
  readonly voice: Voice
}

/** One machine: what needs its manager, its profile and rules, its units, and who may book it. */
export function MachineView(props: MachineViewProps) {
  const { page, filled, faults, formKey, voice } = props
  const words = machineText[voice.locale]
  const part = { page, formKey, voice }
  const partOf = (name: string) => ({
    ...part,
    typed: faults[name] === undefined ? {} : props.typed,
    ...(faults[name] === undefined ? {} : { fault: faults[name] }),
  })
  return (
    <>
      <Head {...props} />
      <Marked page={page} voice={voice} />
      <State page={page} formKey={formKey} voice={voice} />
      <section aria-labelledby="profile-title">
        <h2 id="profile-title">{words.profile}</h2>
        <ProfileForm page={page} filled={filled} faults={faults} formKey={formKey} voice={voice} />
      </section>
      <Dues {...partOf('due')} />
      <Questions {...partOf('question')} />
      {page.resource.kind === 'space' ? <ConditionsForm {...partOf('condition')} /> : null}
      <Units {...part} {...(faults['unit'] === undefined ? {} : { fault: faults['unit'] })} />
      <Use page={page} voice={voice} />
      <Access {...part} />
      <Others title={words.contains} id="contains" all={page.contains} voice={voice} />
      <Bundles {...part} {...(faults['parts'] === undefined ? {} : { fault: faults['parts'] })} />
      <Photo {...props} />
    </>
  )
}

/** How busy its hours are, for whoever sets them; nothing while it was not used. */
function Use({ page: { spans, resource }, voice }: Pick<MachineViewProps, 'page' | 'voice'>) {
  const units = resource.units.filter(({ state }) => state === 'active').length
  return spans.length === 0 ? null : <UsePlot spans={spans} units={units === 0 ? null : units} voice={voice} />
}

function Head(props: MachineViewProps) {
  const { page, voice } = props
  const words = machineText[voice.locale]
  const { resource, facility, prices } = page
  const name = nameIn(resource.names, voice.locale)
  return (
    <>
      <p class="over">
        <a href={machinesPath}>{words.list}</a> · {nameIn(facility, voice.locale)}
      </p>
      <h1 lang={langOf(name, voice.locale)}>{name}</h1>
      <Outcome {...props} />
      <p>{hoursInWords(resource.hours, voice.locale)}</p>
      <p class="quiet" id="prices">
        {prices.length === 0
          ? words.noPrices
          : prices
              .map(({ category, perHourMinor }) => {
                const who = categoryNames[voice.locale][category] ?? category
                return `${who} ${voice.money(perHourMinor)}`
              })
              .join(' · ')}
      </p>
      <Ways page={page} voice={voice} />
    </>
  )
}

function Ways({ page: { resource }, voice }: Pick<MachineViewProps, 'page' | 'voice'>) {
  const words = machineText[voice.locale]
  return (
    <p class="verbs">
      <a class="touch" href={resourcePath(resource.id, resource.kind)}>
        {words.asSeen}
      </a>
      <a class="touch" href={`${address(machinesPath, { from: resource.id })}#together-title`}>
        {words.copyHours}
      </a>
      <a class="touch" href={closePath(resource.id)}>
        {words.close}
      </a>
      <a class="touch" href={`${machinePath(resource.id)}/codes`}>
        {words.codes}
      </a>
    </p>
  )
}

function Outcome({ faults, done, isStale, voice }: MachineViewProps) {
  const words = machineText[voice.locale]
  return (
    <>
      {done === null ? null : (
        <p class="notice good" role="status" id="done">
          {words.done[done]}
        </p>
      )}
      {isStale ? (
        <p class="notice bad" role="alert" id="stale">
          {words.stale}
        </p>
      ) : Object.keys(faults).length > 0 ? (
        <p class="notice bad" role="alert">
          {words.faulty}
        </p>
      ) : null}
    </>
  )
}

function Marked({ page: { marked }, voice }: Pick<MachineViewProps, 'page' | 'voice'>) {
  const words = machineText[voice.locale]
  return marked.length === 0 ? null : (
    <section aria-labelledby="marked-title" id="marked">
      <h2 id="marked-title">{words.marked}</h2>
      <ul class="rows">
        {marked.map((one) => (
          <BookingLine one={one} why={words.why[one.why]} voice={voice} />
        ))}
      </ul>
    </section>
  )
}

/** What it is now, and what it can become. */
function State({ page: { resource }, formKey, voice }: Pick<MachineViewProps, 'page' | 'formKey' | 'voice'>) {
  const words = machineText[voice.locale]
  const { id, state } = resource
  const path = `${machinePath(id)}/state`
  return (
    <section aria-labelledby="state-title" id="state">
      <h2 id="state-title">{words.state}</h2>
      <p>
        <span class={state === 'published' ? 'now free' : 'now closed'}>{listText[voice.locale].states[state]}</span>
      </p>
      <form method="post" action={path} class="verbs">
        <FormKey value={formKey} />
        {state === 'published' ? null : (
          <button class="button main" name="to" value="published" type="submit">
            {words.publish}
          </button>
        )}
        {state === 'out-of-service' || state === 'draft' ? null : (
          <a class="button" href={`${path}?to=out-of-service`}>
            {words.outOfService}
          </a>
        )}
        {state === 'retired' ? null : (
          <a class="button" href={`${path}?to=retired`}>
            {words.retire}
          </a>
        )}
      </form>
    </section>
  )
}

interface OthersProps {
  readonly title: string
  readonly id: string
  readonly all: readonly OtherMachine[]
  readonly voice: Voice
}

function Others({ title, id, all, voice }: OthersProps) {
  return all.length === 0 ? null : (
    <section aria-labelledby={`${id}-title`} id={id}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ul class="rows">
        {all.map((one) => (
          <li>
            <a class="row" href={machinePath(one.id)}>
              {nameIn(one, voice.locale)} <small>{one.assetNumber}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Photo({ page, faults, takesPhotos, formKey, voice }: MachineViewProps) {
  const words = machineText[voice.locale]
  const { resource, photo } = page
  if (!takesPhotos) return null
  const fault = faults['photo']
  return (
    <section aria-labelledby="photo-title" id="photo">
      <h2 id="photo-title">{words.photo}</h2>
      {photo ? (
        <img class="photo" src={`/i/${resource.id}/photo`} alt={nameIn(resource.names, voice.locale)} loading="lazy" />
      ) : null}
      <form method="post" action={`${machinePath(resource.id)}/photo`} enctype="multipart/form-data">
        <FormKey value={formKey} />
        <Field
          label={words.photo}
          name="photo"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          hint={words.photoHint}
          {...(fault === undefined ? {} : { fault })}
        />
        <p class="actions">
          <button class="button" type="submit">
            {words.keepPhoto}
          </button>
        </p>
      </form>
    </section>
  )
}
