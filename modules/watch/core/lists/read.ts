/** A text of indicators into a store, whichever its format. Pieces are read as they come, where the format allows it. */
import { parse } from 'csv-parse/sync'
import { lineReader, readCsv, readMisp, readMispCsv, readStix, type CsvMapping, type CsvParse, type Loaded, type Origin, type Store } from '#engines/indicators/index.ts'
import type { ListFormat } from '../../contract-lists.ts'

export function readInto(store: Store, format: Exclude<ListFormat, 'warning'>, pieces: Iterable<Uint8Array>, origin: Origin): Loaded {
  if (format === 'list' || format === 'typed') {
    const reader = lineReader(store, format, origin)
    for (const piece of pieces) reader.push(piece)
    return reader.end()
  }
  const text = textOf(pieces)
  switch (format) {
    case 'misp': return readMisp(store, text, origin)
    case 'stix': return readStix(store, text, origin)
    case 'misp-csv': return readMispCsv(store, parse as CsvParse, text, origin)
    case 'csv': return readCsv(store, parse as CsvParse, text, mappingOf(text), origin)
  }
}

export function textOf(pieces: Iterable<Uint8Array>): string {
  const decoder = new TextDecoder()
  let text = ''
  for (const piece of pieces) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}

/** Names of columns that programs use for each; the first that is there counts. */
const names = {
  value: ['value', 'indicator', 'ioc', 'ioc_value', 'indicator_value', 'observable', 'domain', 'ip', 'url', 'hash'], kind: ['kind', 'type', 'ioc_type', 'indicator_type'], category: ['category', 'threat_type', 'threat', 'tags'], family: ['family', 'malware', 'malware_printable', 'malware_family'],
  confidence: ['confidence', 'confidence_level'], tlp: ['tlp'], validFrom: ['valid_from', 'validfrom', 'first_seen', 'first_seen_utc'], validUntil: ['valid_until', 'validuntil', 'expires', 'expiration'],
} as const
const kinds: CsvMapping['kinds'] = {
  ipv4: 'ip', ipv6: 'ip', 'ip-src': 'ip', 'ip-dst': 'ip', 'ipv4-addr': 'ip', 'ipv6-addr': 'ip', 'ip:port': 'endpoint', 'ipv4:port': 'endpoint', cidr: 'range', 'domain-name': 'domain', fqdn: 'domain', md5_hash: 'md5', sha1_hash: 'sha1', sha256_hash: 'sha256', 'email-addr': 'email', uri: 'url',
}

/** By the first row that is no comment. Without a row of names the first column is the value. */
export function mappingOf(text: string): CsvMapping {
  const [head = ''] = /^(?!\s*#).*\S.*$/m.exec(text.slice(0, 100_000).replace(/^\ufeff/, '')) ?? []
  const delimiter = [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0]!
  const columns = head.split(delimiter).map((one) => one.trim().replace(/^"(.*)"$/, '$1'))
  const found = Object.fromEntries(Object.entries(names).flatMap(([key, list]) => {
    const name = list.flatMap((one) => columns.find((column) => column.toLowerCase() === one) ?? [])[0]
    return name === undefined ? [] : [[key, name]]
  }))
  const { value } = found
  return value === undefined ? { delimiter, header: false, value: 0 } : { ...found, value, delimiter, header: true, kinds: kinds! }
}
