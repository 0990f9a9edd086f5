/** An event → the log sources that it belongs to, and which rules may speak of it. */
import type { Logsource } from '../types.ts'
import { marks } from './marks.ts'
import { categories, otherwise, providers, registryEvents, services } from './windows.data.ts'

/** All that `route` asks for; each is looked for under its names (`fieldNames`). */
export const routingFields: readonly string[] = [
  'product', 'category', 'service', 'Channel', 'EventID', 'Provider_Name', 'EventType', 'event.dataset', 'eventSource', '_path', 'type', 'program', 'cs-method', 'backend_type', 'serverhost', 'server_principal_name', 'apiVersion', 'Workload',
]

export type Read = (field: string) => readonly string[]

/**
 * What the event says of itself wins, name by name, over what its channel and number say. Several where one event is of several
 * categories; empty where nothing is known, and then every rule may speak.
 */
export function route(read: Read): readonly Logsource[] {
  // Of several values the first in the alphabet: the order in which an event was written must not matter.
  const first = (field: string) => read(field).map((text) => text.trim().toLowerCase()).sort()[0] || undefined
  const own: Logsource = defined({ product: first('product'), category: first('category'), service: first('service') })
  const found = windows(first) ?? marks(first)
  if (found.length === 0) return Object.keys(own).length === 0 ? [] : [own]
  // Another product than the marks say: the marks were mistaken.
  if (own.product !== undefined && !found.some((one) => one.product === undefined || one.product === own.product)) return [own]
  const joined = found.map((one) => ({ ...one, ...own }))
  return joined.filter((one, at) => joined.findIndex((other) => other.product === one.product && other.category === one.category && other.service === one.service) === at)
}

/** Silent only where both name a product, a category or a service and they differ. */
export function speaks(rule: Logsource, event: readonly Logsource[]): boolean {
  return event.length === 0 || event.some((one) => agrees(rule.product, one.product) && agrees(rule.category, one.category) && agrees(rule.service, one.service))
}

const agrees = (rule: string | undefined, event: string | undefined): boolean => rule === undefined || event === undefined || rule === event
const defined = (source: { [name in keyof Logsource]: string | undefined }): Logsource => Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined))

function windows(first: (field: string) => string | undefined): Logsource[] | undefined {
  const provider = first('Provider_Name') ?? ''
  const id = first('EventID') ?? ''
  const channel = first('Channel') ?? ''
  if (!/^\d{1,5}$/.test(id) || (channel === '' && provider === '')) return undefined
  // A channel without a service of Sigma's is named as it is: it is none of the others.
  const service = channel !== '' ? (services[channel] ?? channel) : (providers[provider] ?? cleared(provider, id))
  if (service === undefined) return undefined
  const known = service === 'sysmon' && id === '12' ? (registryEvents[first('EventType') ?? ''] ?? categories['sysmon']!['12']) : categories[service]?.[id]
  // A category `none` is one that no rule has. Where the channel is not known, there may be an antivirus behind it.
  const of = known ?? otherwise[service] ?? (channel !== '' && services[channel] === undefined ? otherwise['application']! : ['none'])
  const sources = of.map((category): Logsource => ({ product: 'windows', category, service }))
  return service === 'application' && /^mssql/.test(provider) ? [...sources, { product: 'mssql', category: 'database' }] : sources
}

/** The provider of both "the log was cleared" events: 1102 is in Security, 104 in System. */
const cleared = (provider: string, id: string): string | undefined => (provider === 'microsoft-windows-eventlog' ? (id === '1102' || id === '1100' ? 'security' : 'system') : undefined)
