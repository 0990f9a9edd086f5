/** Entries as sentences for whoever reported. */
import type { Lang } from '#platform/contract/index.ts'
import type { Outcome } from '../contract.ts'
import { texts } from './texts.data.ts'

export type ToldEntry = { readonly kind: string; readonly params: Readonly<Record<string, unknown>>; readonly text: string }

/** The promise that follows a receipt or an apology stands in its sentence already. */
export function linesOf(entries: readonly ToldEntry[], lang: Lang, moment: (iso: string) => string): string[] {
  const { lines, outcomes } = texts[lang]
  const at = (entry: ToldEntry | undefined) => (typeof entry?.params['until'] === 'string' ? moment(entry.params['until']) : undefined)
  return entries.flatMap((entry, i): string[] => {
    const [before, next] = [entries[i - 1], entries[i + 1]]
    switch (entry.kind) {
      case 'received': return [lines.received(next?.kind === 'promised' ? at(next) : undefined)]
      case 'taken': return [lines.taken(String(entry.params['name'] ?? ''))]
      case 'promised': return before?.kind === 'received' ? [] : [lines.promised(at(entry)!)]
      case 'missed': return [lines.missed(at(entry))]
      case 'message': return [entry.text]
      case 'state': {
        const state = entry.params['state']
        const said = state === 'closed' ? lines.closed(outcomes[entry.params['outcome'] as Outcome] ?? '') : state === 'waiting' ? lines.waiting : lines.open
        return [said, ...(entry.text ? [entry.text] : [])]
      }
      case 'merged': return [lines.merged]
      case 'detached': case 'undone': return [lines.split]
      default: return []
    }
  })
}
