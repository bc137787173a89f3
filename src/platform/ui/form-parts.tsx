import type { Child } from 'hono/jsx'

interface Labelled {
  readonly label: Child
  readonly name: string
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
export function Field({ label, name, hint, fault, required = false, type = 'text', ...input }: FieldProps) {
  return (
    <Labelling label={label} name={name} hint={hint} fault={fault}>
      <input
        id={idOf(name)}
        name={name}
        type={type}
        required={required}
        {...input}
        {...describedBy(name, hint, fault)}
      />
    </Labelling>
  )
}

export interface TextProps extends Labelled {
  readonly value?: string
  readonly rows?: number
  readonly maxlength?: number
}

/** A labelled text of several lines. */
export function TextField({ label, name, hint, fault, required = false, value = '', ...area }: TextProps) {
  return (
    <Labelling label={label} name={name} hint={hint} fault={fault}>
      <textarea id={idOf(name)} name={name} required={required} {...area} {...describedBy(name, hint, fault)}>
        {value}
      </textarea>
    </Labelling>
  )
}

export interface SelectProps extends Labelled {
  readonly value?: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

/** A labelled choice of one among several. */
export function Select({ label, name, hint, fault, required = false, value, options }: SelectProps) {
  return (
    <Labelling label={label} name={name} hint={hint} fault={fault}>
      <select id={idOf(name)} name={name} required={required} {...describedBy(name, hint, fault)}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </Labelling>
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

function Labelling({ label, name, hint, fault, children }: LabellingProps) {
  return (
    <div class="field">
      <label for={idOf(name)}>{label}</label>
      {children}
      {hint === undefined ? null : (
        <span class="hint" id={`${idOf(name)}-hint`}>
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <strong class="fault" id={`${idOf(name)}-fault`}>
          {fault}
        </strong>
      )}
    </div>
  )
}

interface LabellingProps {
  readonly label: Child
  readonly name: string
  readonly hint: string | undefined
  readonly fault: string | undefined
  readonly children?: Child
}

function idOf(name: string): string {
  return `field-${name}`
}

function describedBy(name: string, hint: string | undefined, fault: string | undefined) {
  const ids = [hint && `${idOf(name)}-hint`, fault && `${idOf(name)}-fault`].filter(Boolean)
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(fault === undefined ? {} : { 'aria-invalid': 'true' }),
  }
}
