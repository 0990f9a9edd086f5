/** Ids of events that came lately, by source: as many as fit, the oldest half forgotten at once. */
const MOST_OF_SOURCE = 50_000
const SOURCES = 200

export function createRecent(most = MOST_OF_SOURCE) {
  const of = new Map<string, [Set<string>, Set<string>]>()
  return {
    has: (sourceId: string, id: string): boolean => of.get(sourceId)?.some((ids) => ids.has(id)) ?? false,
    add(sourceId: string, ids: readonly string[]): void {
      if (ids.length === 0) return
      const [young, old] = of.get(sourceId) ?? [new Set<string>(), new Set<string>()]
      for (const id of ids) young.add(id)
      of.delete(sourceId)
      of.set(sourceId, young.size >= most / 2 ? [new Set(), young] : [young, old])
      if (of.size > SOURCES) of.delete(of.keys().next().value!)
    },
  }
}
