/** What files are that a browser saves or opens elsewhere. */
export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
} as const

/** A file as an answer, saved under a name; its ending says what it is. */
export function attachment(body: BodyInit, name: string, kind: keyof typeof fileTypes): Response {
  return new Response(body, {
    headers: { 'content-type': fileTypes[kind], 'content-disposition': `attachment; filename="${name}.${kind}"` },
  })
}
