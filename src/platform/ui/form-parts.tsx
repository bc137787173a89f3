import type { Child } from 'hono/jsx'

interface Labelled {
  readonly label: Child
  readonly name: string
  /** Where several forms of a page have a field of this name. */
  readonly id?: string
  readonly hint?: string
  /** Why the value can't be taken. */
  readonly fault?: string
  readonly required?: boolean
}

export interface FieldProps extends Labelled {
  readonly type?: 'text' | 'email' | 'number' | 'date' | 'time' | 'datetime-local' | 'month' | 'search' | 'url' | 'file'
  readonly value?: string | number
  readonly min?: string | number
  readonly max?: string | number
  readonly step?: number
  readonly maxlength?: number
  readonly autocomplete?: string
  readonly accept?: string
  readonly inputmode?: 'numeric' | 'text'
  readonly autofocus?: boolean
}

/** A labelled input of one line, with its hint and its fault read out together with it. */
export function Field({
  label,
  name,
  id = idOf(name),
  hint,
  fault,
  required = false,
  type = 'text',
  ...input
}: FieldProps) {
  return (
    <Labelling label={label} id={id} hint={hint} fault={fault}>
      <input id={id} name={name} type={type} required={required} {...input} {...describedBy(id, hint, fault)} />
    </Labelling>
  )
}

export interface TextProps extends Labelled {
  readonly value?: string
  readonly rows?: number
  readonly maxlength?: number
}

/** A labelled text of several lines. */
export function TextField({
  label,
  name,
  id = idOf(name),
  hint,
  fault,
  required = false,
  value = '',
  ...area
}: TextProps) {
  return (
    <Labelling label={label} id={id} hint={hint} fault={fault}>
      <textarea id={id} name={name} required={required} {...area} {...describedBy(id, hint, fault)}>
        {value}
      </textarea>
    </Labelling>
  )
}

export interface Option {
  readonly value: string
  readonly text: string
}

export interface SelectProps extends Labelled {
  readonly value?: string
  readonly options: readonly Option[]
  /** More of them after the rest, each group under its name. */
  readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[]
}

/** A labelled choice of one among several. */
export function Select(props: SelectProps) {
  const { label, name, id = idOf(name), hint, fault, required = false, value, options, groups = [] } = props
  return (
    <Labelling label={label} id={id} hint={hint} fault={fault}>
      <select id={id} name={name} required={required} {...describedBy(id, hint, fault)}>
        <Options options={options} value={value} />
        {groups.map((group) =>
          group.options.length === 0 ? null : (
            <optgroup label={group.label}>
              <Options options={group.options} value={value} />
            </optgroup>
          ),
        )}
      </select>
    </Labelling>
  )
}

function Options({ options, value }: { readonly options: readonly Option[]; readonly value: string | undefined }) {
  return (
    <>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.text}
        </option>
      ))}
    </>
  )
}

export interface ChecksProps {
  readonly label: string
  readonly name: string
  readonly options: readonly Option[]
  readonly ticked: readonly string[]
  readonly hint?: string
}

/** Boxes of one question; a browser sends the ticked ones, each under the same name. */
export function Checks({ label, name, options, ticked, hint }: ChecksProps) {
  return (
    <fieldset class="checks">
      <legend>{label}</legend>
      {options.map(({ value, text }) => (
        <label class="check">
          <input type="checkbox" name={name} value={value} checked={ticked.includes(value)} />
          <span>{text}</span>
        </label>
      ))}
      {hint === undefined ? null : <span class="hint">{hint}</span>}
    </fieldset>
  )
}

/** A box to tick. Unticked, a browser sends nothing. */
export function Check({ label, name, checked = false }: { label: Child; name: string; checked?: boolean }) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="1" checked={checked} />
      <span>{label}</span>
    </label>
  )
}

/** The form's own key: sent twice, by a double tap or a reload, the form takes effect once. */
export function FormKey({ value }: { readonly value: string }) {
  return <input type="hidden" name="key" value={value} />
}

function Labelling({ label, id, hint, fault, children }: LabellingProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint === undefined ? null : (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <strong class="fault" id={`${id}-fault`}>
          {fault}
        </strong>
      )}
    </div>
  )
}

interface LabellingProps {
  readonly label: Child
  readonly id: string
  readonly hint: string | undefined
  readonly fault: string | undefined
  readonly children?: Child
}

function idOf(name: string): string {
  return `field-${name}`
}

function describedBy(id: string, hint: string | undefined, fault: string | undefined) {
  const ids = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean)
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    // However long the page, what has to be mended is in sight: the first such field takes the focus.
    ...(fault === undefined ? {} : { 'aria-invalid': 'true', autofocus: true }),
  }
}
