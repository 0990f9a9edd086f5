/** For what is sent to addresses that others have given: only the open Internet, decided when the name is resolved, so that a name cannot change its mind. */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP } from 'node:net'

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void
/** A `lookup` for requests: refuses a name of which an address is inside. */
export function outside(hostname: string, options: object, callback: Callback) {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const inside = addresses.some((one) => isInside(one.address))
    if (inside || addresses.length === 0) return callback(Object.assign(new Error('an address inside a network'), { code: 'EACCES' }), '', 0)
    if ((options as { all?: boolean }).all) return callback(null, addresses)
    callback(null, addresses[0]!.address, addresses[0]!.family)
  })
}

/** Loopback, private, link-local (cloud metadata among them), carrier, documentation, multicast. */
export function isInside(address: string): boolean {
  const plain = address.toLowerCase().startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address
  return insides.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

const insides = (() => {
  const list = new BlockList()
  for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) list.addSubnet(net, bits, 'ipv4')
  for (const [net, bits] of [['::', 96], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) list.addSubnet(net, bits, 'ipv6')
  return list
})()
