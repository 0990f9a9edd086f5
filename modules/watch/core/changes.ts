/** What a new version of a rule means, beside its lines: what it finds, how serious it says that it is, how sure its author is. */
import type { RuleDocument } from '#engines/sigma/index.ts'
import type { ChangeKind } from '../contract-catalogue.ts'

export type Change = { readonly what: ChangeKind; readonly before: string; readonly after: string }
const MOST = 500

/** The weightiest first; `text` alone when it is asked the same. */
export function changesOf(before: RuleDocument | undefined, after: RuleDocument): Change[] {
  if (!before) return [{ what: 'text', before: '', after: '' }]
  const changes: Change[] = []
  const compare = (what: ChangeKind, old: string, now: string) => { if (old !== now) changes.push({ what, before: old.slice(0, MOST), after: now.slice(0, MOST) }) }
  compare('level', before.level ?? '', after.level ?? '')
  compare('status', before.status ?? '', after.status ?? '')
  compare('condition', before.conditions.join(' | '), after.conditions.join(' | '))
  compare('logsource', sourceOf(before), sourceOf(after))
  // What is looked for is shown by the lines.
  if (JSON.stringify(before.detections) !== JSON.stringify(after.detections)) changes.push({ what: 'selections', before: '', after: '' })
  compare('title', before.title, after.title)
  return changes.length > 0 ? changes : [{ what: 'text', before: '', after: '' }]
}
const sourceOf = ({ logsource }: RuleDocument) => [logsource.product, logsource.category, logsource.service].filter(Boolean).join(' · ')
