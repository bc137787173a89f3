/** What a page says, without its markup: entities read, spaces made one. */
export function textOf(html: string): string {
  const body = html.slice(html.indexOf('<main'))
  return read(body.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' '))
}

/** The fields that a browser would send of the form with this target, as it comes: first radio, selected option. */
export function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.match(new RegExp(`<form[^>]*action="[^"]*${action}"[^>]*>[\\s\\S]*?</form>`))?.[0]
  if (form === undefined) throw new Error(`the page has no form for ${action}`)
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const chosen = !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag)
    if (name !== null && chosen) fields[name] = attribute(tag, 'value') ?? ''
  }
  for (const [select, name = ''] of form.matchAll(/<select[^>]*name="(\w+)"[\s\S]*?<\/select>/g)) {
    const options = [...select.matchAll(/<option[^>]*>/g)].map(([tag]) => tag)
    fields[name] = attribute(options.find((tag) => / selected/.test(tag)) ?? options[0] ?? '', 'value') ?? ''
  }
  return fields
}

/** Values of every control of that name, in order. */
export function valuesOf(html: string, name: string): string[] {
  return [...html.matchAll(/<(?:input|button)[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, 'name') === name)
    .map((tag) => attribute(tag, 'value') ?? '')
}

function attribute(tag: string, name: string): string | null {
  const value = tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1]
  return value === undefined ? null : read(value)
}

function read(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
