import type { Child } from 'hono/jsx'
import { unitIdText } from '../../kernel/id.ts'
import { nameIn } from '../../platform/i18n/name-in.ts'
import { langOf } from '../../platform/i18n/script.ts'
import type { Voice } from '../../platform/i18n/voice.ts'
import { Field, FormKey, Select, TextField } from '../../platform/ui/form-parts.tsx'
import type { Unit } from '../../resources/resource.ts'
import type { Grant, MachinePage } from '../reads/machine-page.ts'
import { machineText } from './machine.text.ts'
import { machinePath } from './paths.ts'

export interface PartProps {
  readonly page: MachinePage
  readonly formKey: string
  readonly voice: Voice
}

/** Units: each can be renamed, retired and taken back. */
export function Units({ page, formKey, voice, fault }: PartProps & { readonly fault?: string }) {
  const words = machineText[voice.locale]
  const action = `${machinePath(page.resource.id)}/units`
  return (
    <section aria-labelledby="units-title" id="units">
      <h2 id="units-title">{words.units}</h2>
      {fault === undefined ? null : (
        <p class="notice bad" role="alert">
          {fault}
        </p>
      )}
      <ul class="rows">
        {page.resource.units.map((unit) => (
          <UnitRow unit={unit} action={action} page={page} formKey={formKey} voice={voice} />
        ))}
      </ul>
      <form method="post" action={action} class="inline-form">
        <FormKey value={formKey} />
        <Field label={words.addUnit} name="name" maxlength={60} required />
        <button class="button" name="do" value="add" type="submit">
          {words.addUnit}
        </button>
      </form>
    </section>
  )
}

function UnitRow({ unit, action, page, formKey, voice }: PartProps & { unit: Unit; action: string }) {
  const words = machineText[voice.locale]
  const count = page.coming.get(unit.id) ?? 0
  const isRetired = unit.state === 'retired'
  return (
    <li class="row stack">
      <form method="post" action={action} class="inline-form">
        <FormKey value={formKey} />
        <input type="hidden" name="unit" value={unitIdText(unit.id)} />
        <div class="field">
          <label for={`unit-${unit.id}`}>{words.unitName}</label>
          <input id={`unit-${unit.id}`} name="name" maxlength={60} required value={unit.name} />
        </div>
        <button class="button" name="do" value="rename" type="submit">
          {words.rename}
          <span class="unseen"> {unit.name}</span>
        </button>
        <button class="button" name="do" value={isRetired ? 'return' : 'retire'} type="submit" formnovalidate>
          {isRetired ? words.returnUnit : words.retireUnit}
          <span class="unseen"> {unit.name}</span>
        </button>
      </form>
      <small>
        {[isRetired ? words.unitRetired : '', count === 0 ? '' : words.coming(count)].filter(Boolean).join(' · ')}
      </small>
    </li>
  )
}

/** Which firms may book it, where only some may. */
export function Access({ page, formKey, voice }: PartProps) {
  const words = machineText[voice.locale]
  const { resource, grants, subjects } = page
  const action = `${machinePath(resource.id)}/access`
  return (
    <section aria-labelledby="access-title" id="access">
      <h2 id="access-title">{words.access}</h2>
      {resource.restricted ? null : <p class="quiet">{words.accessOpen}</p>}
      {grants.length === 0 ? <p class="quiet">{words.nobody}</p> : null}
      <ul class="rows">
        {grants.map((grant) => (
          <li class="row">
            <span lang={langOf(nameIn(grant, voice.locale), voice.locale)}>{nameIn(grant, voice.locale)}</span>
            <form method="post" action={action}>
              <FormKey value={formKey} />
              <input type="hidden" name="subject" value={subjectOf(grant)} />
              <button class="plain" name="do" value="remove" type="submit">
                {words.remove}
                <span class="unseen"> {nameIn(grant, voice.locale)}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      {subjects.length === 0 ? null : (
        <form method="post" action={action} class="inline-form">
          <FormKey value={formKey} />
          <Select
            label={words.subject}
            name="subject"
            options={subjects.map((one) => ({ value: subjectOf(one), text: nameIn(one, voice.locale) }))}
          />
          <button class="button" name="do" value="add" type="submit">
            {words.letIn}
          </button>
        </form>
      )}
    </section>
  )
}

function subjectOf({ kind, subjectId }: Pick<Grant, 'kind' | 'subjectId'>): string {
  return `${kind} ${subjectId}`
}

/** Machines that are booked together with this one. */
export function Bundles({ page, formKey, voice, fault }: PartProps & { readonly fault?: string }) {
  const words = machineText[voice.locale]
  const action = `${machinePath(page.resource.id)}/bundles`
  return (
    <section aria-labelledby="bundles-title" id="bundles">
      <h2 id="bundles-title">{words.bundles}</h2>
      <ul class="rows">
        {page.bundles.map((bundle) => (
          <li class="row">
            <span>
              <strong>{nameIn(bundle, voice.locale)}</strong>
              <small>
                {bundle.parts
                  .map(({ number, offsetMinutes }) =>
                    offsetMinutes === 0 ? number : `${number} (${words.after(voice.minutes(offsetMinutes))})`,
                  )
                  .join(' · ')}
              </small>
            </span>
            <form method="post" action={action}>
              <FormKey value={formKey} />
              <input type="hidden" name="bundle" value={bundle.id} />
              <button class="plain" name="do" value="remove" type="submit">
                {words.remove}
                <span class="unseen"> {nameIn(bundle, voice.locale)}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <NewBundle action={action} isOpen={fault !== undefined} fault={fault} formKey={formKey} voice={voice} />
    </section>
  )
}

interface NewBundleProps extends Omit<PartProps, 'page'> {
  readonly action: string
  readonly isOpen: boolean
  readonly fault: string | undefined
}

function NewBundle({ action, isOpen, fault, formKey, voice }: NewBundleProps): Child {
  const words = machineText[voice.locale]
  return (
    <details open={isOpen}>
      <summary>{words.addBundle}</summary>
      <p class="hint">{words.bundlesHint}</p>
      <form method="post" action={action}>
        <FormKey value={formKey} />
        <Field label={words.bundleName} name="name" maxlength={120} required />
        <TextField
          label={words.bundleParts}
          name="parts"
          hint={words.bundlePartsHint}
          rows={3}
          maxlength={800}
          required
          {...(fault === undefined ? {} : { fault })}
        />
        <p class="actions">
          <button class="button" name="do" value="add" type="submit">
            {words.addBundle}
          </button>
        </p>
      </form>
    </details>
  )
}
