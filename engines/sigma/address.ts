/** IP addresses as numbers: `::ffff:10.0.0.1` is one of version 6, and no address of version 4 stands in a network of version 6. */
export type Address = { readonly version: 4 | 6; readonly value: bigint }
export type Network = { readonly version: 4 | 6; readonly value: bigint; readonly bits: number }

/** Leading zeros in version 4 are refused, since some read them as octal; a zone (`%eth0`) is left aside. */
export function parseAddress(text: string): Address | undefined {
  const four = parseFour(text)
  if (four !== undefined) return { version: 4, value: four }
  const six = parseSix(text.replace(/%[^%/]+$/, ''))
  return six === undefined ? undefined : { version: 6, value: six }
}

/** `10.0.0.0/8`, or a plain address for itself alone. Bits beyond the prefix are not looked at. */
export function parseNetwork(text: string): Network | undefined {
  const [written, prefix, ...more] = text.split('/')
  const address = parseAddress(written!)
  if (address === undefined || more.length > 0) return undefined
  const all = address.version === 4 ? 32 : 128
  if (prefix === undefined) return { ...address, bits: all }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > all) return undefined
  return { ...address, bits: Number(prefix) }
}

export function inNetwork(address: Address, network: Network): boolean {
  if (address.version !== network.version) return false
  const shift = BigInt((network.version === 4 ? 32 : 128) - network.bits)
  return address.value >> shift === network.value >> shift
}

function parseFour(text: string): bigint | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return undefined
  const bytes = text.split('.').map(Number)
  return bytes.every((one) => one < 256) ? bytes.reduce((sum, one) => (sum << 8n) | BigInt(one), 0n) : undefined
}

function parseSix(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]{2,45}$/.test(text) || !text.includes(':')) return undefined
  const last = text.slice(text.lastIndexOf(':') + 1)
  const four = last.includes('.') ? parseFour(last) : undefined
  if (last.includes('.') && four === undefined) return undefined
  const plain = four === undefined ? text : `${text.slice(0, -last.length)}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`
  const halves = plain.split('::')
  if (halves.length > 2 || plain.includes(':::')) return undefined
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head!.length - (tail?.length ?? 0)
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...head!, ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])]
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) : undefined
}
