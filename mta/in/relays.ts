// The servers in front of us, of ours, that pass on other people's mail.
import { BlockList, isIP } from 'node:net'

/** Tells whether an IP is among these addresses and ranges (`10.0.0.0/8`); IPv4 written as IPv6 too. */
export function relaysOf(written: readonly string[]): (ip: string) => boolean {
  const ranges = new BlockList()
  for (const one of written) {
    const [ip = '', bits] = one.split('/')
    if (bits === undefined) ranges.addAddress(ip, familyOf(ip))
    else ranges.addSubnet(ip, Number(bits), familyOf(ip))
  }
  return (ip) => isIP(ip) !== 0 && ranges.check(ip, familyOf(ip))
}

function familyOf(ip: string): 'ipv4' | 'ipv6' {
  return isIP(ip) === 6 ? 'ipv6' : 'ipv4'
}
