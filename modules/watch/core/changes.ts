/** What a new version of a rule means, beside its lines: what it finds, how serious it says that it is, how sure its author is. */
import type { CorrelationDocument, FilterDocument, RuleDocument, SigmaDocument } from '#engines/sigma/index.ts'
import type { ChangeKind } from '../contract-catalogue.ts'

export type Change = { readonly what: ChangeKind; readonly before: string; readonly after: string }
const MOST = 500

/** The weightiest first; `text` alone when it is asked the same. */
export function changesOf(before: SigmaDocument | undefined, after: SigmaDocument): Change[] {
  if (!before || before.kind !== after.kind) return [{ what: 'text', before: '', after: '' }]
  const changes: Change[] = []
  const compare = (what: ChangeKind, old: string, now: string) => { if (old !== now) changes.push({ what, before: old.slice(0, MOST), after: now.slice(0, MOST) }) }
  compare('level', before.level ?? '', after.level ?? '')
  compare('status', before.status ?? '', after.status ?? '')
  if (before.kind === 'correlation' && after.kind === 'correlation') {
    compare('condition', countedOf(before), countedOf(after))
    compare('window', spanOf(before), spanOf(after))
    compare('group', before.groupBy.join(', '), after.groupBy.join(', '))
    compare('parts', before.rules.join(', '), after.rules.join(', '))
    if (before.generate !== after.generate) changes.push({ what: after.generate ? 'loud' : 'quiet', before: '', after: '' })
  } else if (before.kind !== 'correlation' && after.kind !== 'correlation') {
    compare('condition', before.conditions.join(' | '), after.conditions.join(' | '))
    compare('logsource', sourceOf(before), sourceOf(after))
    // What is looked for is shown by the lines.
    if (JSON.stringify(before.detections) !== JSON.stringify(after.detections)) changes.push({ what: 'selections', before: '', after: '' })
  }
  compare('title', before.title, after.title)
  return changes.length > 0 ? changes : [{ what: 'text', before: '', after: '' }]
}
/** As a correlation writes it: its type, what it counts, its bounds. */
export const countedOf = ({ type, condition: { field, percentile, bounds, expression } }: CorrelationDocument): string => [type, field, percentile, expression, ...bounds.map(({ op, value }) => `${op} ${value}`)].filter((one) => one !== undefined).join(' ')
const units = [['d', 86_400], ['h', 3600], ['m', 60], ['s', 1]] as const
/** As Sigma writes a timespan, in the largest unit that fits. */
export function spanOf({ timespanMs }: Pick<CorrelationDocument, 'timespanMs'>): string {
  const [unit, seconds] = units.find(([, length]) => timespanMs % (1000 * length) === 0) ?? ['s', 1]
  return `${timespanMs / 1000 / seconds}${unit}`
}
const sourceOf = ({ logsource }: RuleDocument | FilterDocument) => [logsource.product, logsource.category, logsource.service].filter(Boolean).join(' · ')
