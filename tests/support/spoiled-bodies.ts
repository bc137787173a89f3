import * as fc from 'fast-check'

/** `1e309` and its like can't be written by JSON.stringify: they stand for themselves in the text. */
const rawNumbers = ['1e309', '-1e309', '-0', '1.5', '9007199254740993', '1E400', '00']

/** What no route asks for. */
export const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    9_007_199_254_740_991,
    -9_007_199_254_740_991,
    '',
    ' ',
    [],
    {},
    [[]],
    '\u0000',
    '\uD800',
    '‮abc',
    '＝1+1',
    '=1+1',
  ),
  fc.constantFrom(
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '%',
    '_',
    '\\',
    '😀'.repeat(50),
    'x'.repeat(5000),
    '2026-02-30T00:00:00Z',
    '2026-11-25T24:00:00Z',
    '2026-11-25T10:00:00',
    '9999-12-31T23:59:59-12:00',
    '0000-01-01T00:00:00+12:00',
  ),
  fc.constantFrom(...rawNumbers).map((text) => `@@${text}@@`),
  fc.string(),
  fc.constant(nested(2_000)),
)

function nested(depth: number): unknown {
  let value: unknown = 0
  for (let at = 0; at < depth; at++) value = [value]
  return value
}

/** Bodies as text: most as they should be, some spoiled in one place, some that are no JSON at all. */
export function bodies(
  good: fc.Arbitrary<unknown>,
  contentType: string,
  files: readonly string[],
): fc.Arbitrary<string | undefined> {
  if (contentType !== 'application/json')
    return fc.oneof(fc.constantFrom(...files), fc.constantFrom(...files), fc.string())
  const spoiled = fc
    .tuple(good, fc.nat(50), wild, fc.constantFrom('replace', 'add', 'remove'))
    .map(([value, at, other, how]) => spoil(value, at, other, how))
  return fc.oneof(
    { weight: 12, arbitrary: good.map(textOf) },
    { weight: 6, arbitrary: spoiled.map(textOf) },
    { weight: 1, arbitrary: wild.map(textOf) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        '{',
        'null',
        '{"a":1,"a":2}',
        '{"__proto__":{"x":1}}',
        '\uFEFF{}',
        '{}{}',
        'NaN',
        undefined,
      ),
    },
  )
}

function textOf(value: unknown): string {
  return (JSON.stringify(value) ?? '').replaceAll(/"@@([^"]*)@@"/g, '$1')
}

/** The value with one of its places replaced, removed, or given a key that it should not have. */
function spoil(value: unknown, at: number, other: unknown, how: string): unknown {
  const copy = structuredClone(value)
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = []
  collect(copy, places)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return other
  if (how === 'replace') place.holder[place.key] = other
  else if (how === 'remove') delete place.holder[place.key]
  else Object.defineProperty(place.holder, '__proto__', { value: other, enumerable: true })
  return copy
}

function collect(value: unknown, places: { holder: Record<string, unknown>; key: string }[]): void {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    places.push({ holder: value as Record<string, unknown>, key })
    collect((value as Record<string, unknown>)[key], places)
  }
}
