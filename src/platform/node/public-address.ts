import { BlockList, isIP } from 'node:net'

// Two lists: one for both takes every address of the older kind for one that is carried within the newer.
const kept = { ipv4: new BlockList(), ipv6: new BlockList() }
// This machine, private networks, those of one link, carriers' own, examples, tests, groups and what is reserved.
const networks = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
  ::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16
  fc00::/7 fe80::/10 fec0::/10 ff00::/8`
for (const network of networks.split(/\s+/)) {
  const [address = '', bits] = network.split('/')
  const kind = address.includes(':') ? 'ipv6' : 'ipv4'
  kept[kind].addSubnet(address, Number(bits), kind)
}

/** Whether an address is one of the public network: only there may a name that somebody typed lead. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  const kind = version === 6 ? 'ipv6' : 'ipv4'
  return version !== 0 && !kept[kind].check(address, kind)
}
