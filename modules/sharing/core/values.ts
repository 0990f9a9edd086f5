/** What an object names that others may name too: addresses, names, URLs, hashes, vulnerabilities. Written so that the same thing is the same text. */
export type Value = { readonly kind: string; readonly value: string }

/** `[file:hashes.'SHA-256' = '…']`, also with ``IN``'s first value left out: only equality says that two objects mean the same thing. */
const equality = /([a-z0-9-]+):([\w.'-]+)\s*=\s*'((?:[^'\\]|\\.){1,2048})'/g
/** Of one object. A report that names more is found by its first. */
const VALUES_MOST = 200
const named = new Set(['ipv4-addr', 'ipv6-addr', 'domain-name', 'url', 'email-addr', 'mac-addr'])

export function valuesOf(object: Readonly<Record<string, unknown>>): Value[] {
  const found = new Map<string, Value>()
  const add = (kind: string, value: unknown) => {
    if (typeof value !== 'string' || value === '' || value.length > 2048 || found.size >= VALUES_MOST) return
    const same = kind === 'url' ? value : value.toLowerCase()
    found.set(`${kind} ${same}`, { kind, value: same })
  }
  const type = object['type']
  if (typeof type !== 'string') return []
  if (named.has(type)) add(type, object['value'])
  else if (type === 'file' || type === 'artifact') hashes(object['hashes'], add)
  else if (type === 'vulnerability') add('vulnerability', object['name'])
  // Of what something was seen: so that whoever has that finds the sighting.
  else if (type === 'sighting') add('sighting', object['sighting_of_ref'])
  else if (type === 'indicator' && typeof object['pattern'] === 'string' && (object['pattern_type'] ?? 'stix') === 'stix') {
    for (const [, of, path, value] of object['pattern'].matchAll(equality)) {
      const text = value!.replaceAll(/\\(.)/g, '$1')
      if (path === 'value' && named.has(of!)) add(of!, text)
      else if (path!.startsWith('hashes.')) add('hash', text)
    }
  }
  return [...found.values()]
}

function hashes(of: unknown, add: (kind: string, value: unknown) => void): void {
  if (typeof of === 'object' && of !== null) for (const value of Object.values(of)) add('hash', value)
}
