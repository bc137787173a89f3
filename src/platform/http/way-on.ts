/** Where to go next, if it is a path of our own: another origin, however it is written, becomes the start page. */
export function wayOn(next: string | undefined, publicUrl: string): string {
  if (next === undefined || !/^\/(?![/\\])[^\\]*$/.test(next) || !URL.canParse(next, publicUrl)) return '/'
  const url = new URL(next, publicUrl)
  const path = url.pathname + url.search + url.hash
  return url.origin === new URL(publicUrl).origin && !path.startsWith('//') ? path : '/'
}
