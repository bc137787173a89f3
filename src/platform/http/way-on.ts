/** Where to go next, if it is a path of our own: another origin, however it is written, becomes the start page. */
export function wayOn(next: string | undefined, publicUrl: string): string {
  if (next === undefined || !/^\/(?![/\\])[^\\]*$/.test(next) || !URL.canParse(next, publicUrl)) return '/'
  const { pathname, search, hash } = new URL(next, publicUrl)
  // Only a path is answered, and a path is ours; two slashes at its start would name another host again.
  return pathname.startsWith('//') ? '/' : pathname + search + hash
}
