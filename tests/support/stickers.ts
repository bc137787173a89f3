import type { TestPark } from './open-park.ts'

/** The code on the sticker of a resource, or of one of its units. */
export async function codeOf(park: TestPark, resourceId: string, unit: number | null = null): Promise<string> {
  const [row] = await park.rows(`SELECT code FROM qr_code WHERE resource_id = '${resourceId}'
    AND unit_id IS ${unit ?? 'NULL'} AND replaced_at IS NULL LIMIT 1`)
  return row?.['code'] as string
}
