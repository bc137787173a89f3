/**
 * The network that an address is counted with: an IPv4 address by itself, an IPv6 one with its 2^64 neighbours, which
 * all belong to one subscriber.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const near = groupsOf(head)
  const far = groupsOf(tail ?? '')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - near.length - far.length)
  const zeros = Array.from({ length: gap }, () => '0')
  return [...near, ...zeros, ...far].slice(0, 4).join(':')
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16).toString(16))
}
