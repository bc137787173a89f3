import { expect, test } from 'vitest'
import { drawn } from '../../../src/platform/ui/drawn.ts'
import { Check, Field, Select, TextField } from '../../../src/platform/ui/form-parts.tsx'

test('a fault is read out with its field', () => {
  const html = drawn(
    <Field
      label="Minutes"
      name="minutes"
      type="number"
      value={0}
      min={15}
      hint="In steps of 15"
      fault="At least 15"
      required
    />,
  )
  expect(html).toContain('<label for="field-minutes">Minutes</label>')
  expect(html).toContain('aria-describedby="field-minutes-hint field-minutes-fault"')
  expect(html).toContain('aria-invalid="true"')
  expect(html).toContain('min="15"')
  expect(html).toContain('required=""')
})

test('what people typed comes back as text, whatever it is', () => {
  const evil = '"><script>alert(1)</script>'
  const html = drawn(
    <>
      <Field label={evil} name="name" value={evil} hint={evil} fault={evil} />
      <TextField label="Note" name="note" value={`</textarea>${evil}`} />
      <Select label="Kind" name="kind" value={evil} options={[{ value: evil, text: evil }]} />
    </>,
  )
  expect(html).not.toContain('<script>')
  expect(html.match(/<\/textarea>/g)).toHaveLength(1)
  expect(html).toContain('<option value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" selected="">')
})

test('a box that is not ticked says so', () => {
  expect(drawn(<Check label="Free of charge" name="free" />)).not.toContain('checked')
  expect(drawn(<Check label="Free of charge" name="free" checked />)).toContain('checked=""')
})
