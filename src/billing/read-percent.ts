/** `6.5` as basis points, of which a hundred are one percent; null for what is no percentage up to 100. */
export function readPercent(text: string): number | null {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  const points = whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return points === null || points > 10_000 ? null : points
}
