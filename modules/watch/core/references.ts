/** What correlations and filters of the catalogue refer to: who is meant, who is there for others alone, and whom a filter reaches. */
import { readDocuments, type FilterDocument, type Logsource, type RuleFile } from '#engines/sigma/index.ts'

const SPEAKS = /^(?:correlation|filter)\s*:/m

/** By id or name; they may stand in the catalogue already. */
export function referencesIn(files: readonly RuleFile[]): string[] {
  const { documents } = readDocuments(files.filter((one) => SPEAKS.test(one.text)))
  return [...new Set(documents.flatMap((one) => (one.kind === 'correlation' ? one.rules : one.kind === 'filter' && one.rules !== 'any' ? one.rules : [])))]
}
export const filtersIn = (files: readonly RuleFile[]): FilterDocument[] => readDocuments(files.filter((one) => SPEAKS.test(one.text))).documents.flatMap((one) => (one.kind === 'filter' ? [one] : []))

export type Named = { readonly id: string; readonly name?: string | undefined }
/** By id first, then by a name that one alone has. */
export function finder(all: readonly Named[]): (reference: string) => string | undefined {
  const ids = new Set(all.map((one) => one.id))
  const byName = Map.groupBy(all.filter((one) => one.name !== undefined && one.name !== ''), (one) => one.name!)
  return (reference) => {
    if (ids.has(reference)) return reference
    const [first, ...more] = byName.get(reference) ?? []
    return more.length === 0 ? first?.id : undefined
  }
}

export type Over = { readonly id: string; readonly parts: readonly string[]; readonly generate: boolean }
/** Named by correlations, and by none that wants its parts to alert. */
export function isSilent(id: string, correlations: readonly Over[]): boolean {
  const above = correlations.filter((one) => one.parts.includes(id))
  return above.length > 0 && above.every((one) => !one.generate)
}

export type Reachable = Named & { readonly title: string; readonly product: string; readonly category: string; readonly service: string }
/** Those that the filter names, or all, whose log source says at least what its own says: as the engine joins them. */
export function reachOf({ rules, logsource }: Pick<FilterDocument, 'rules' | 'logsource'>, all: readonly Reachable[]): Reachable[] {
  const find = finder(all)
  const named = rules === 'any' ? undefined : new Set(rules.map(find))
  return all.filter((one) => (named?.has(one.id) ?? true) && (['product', 'category', 'service'] as const).every((name) => logsource[name] === undefined || logsource[name] === one[name]))
}

/** What all of them say alike. */
export function sharedSource(sources: readonly Logsource[]): { readonly product: string; readonly category: string; readonly service: string } {
  const shared = (name: keyof Logsource) => { const [first, ...more] = new Set(sources.map((one) => one[name] ?? '')); return more.length === 0 ? first ?? '' : '' }
  return { product: shared('product'), category: shared('category'), service: shared('service') }
}
