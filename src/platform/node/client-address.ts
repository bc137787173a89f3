/**
 * Whom a request comes from. The socket only knows the nearest proxy; each proxy notes whom it heard at the end of
 * X-Forwarded-For. What stands before the notes of our own `proxies` anybody may have written.
 */
export function clientAddress(socket: string, forwardedFor: string | undefined, proxies: number): string {
  const noted = (forwardedFor ?? '').split(',').map((address) => address.trim())
  const heard = [...noted.filter((address) => address !== ''), socket]
  return (heard.at(-1 - proxies) ?? heard[0] ?? socket).slice(0, 64)
}
