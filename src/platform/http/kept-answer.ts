/** A command's answer as it is kept with its key: sent again, a request gets it to the letter. */
export function keptAnswer({ status, body }: { readonly status: number; readonly body: string }): Response {
  return new Response(body, { status, headers: { 'content-type': 'application/json' } })
}
