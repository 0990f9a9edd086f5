/** Documents → rules as expressions, with their filters in them, and correlations whose references hold. */
import type { Documents } from '../parse/read.ts'
import { locate, type Complaint } from '../parse/place.ts'
import type { CorrelationDocument, Expr, FilterDocument, Logsource, Refused, Rule, RuleDocument, RuleSet, SigmaDocument } from '../types.ts'
import type { Lists } from './expand.ts'
import { checkReferences, lookup } from './references.ts'
import { lowerBody } from './rule.ts'

export function lowerDocuments({ documents, refused, pieces }: Documents, lists: Lists): RuleSet {
  const turned: Refused[] = [...refused]
  const turnAway = (document: SigmaDocument, complaints: readonly Complaint[]) => {
    const { path, id, title } = document
    turned.push({ path, document: document.document, id, title, problems: locate(path, pieces.get(document)!, complaints) })
  }
  const lowered = new Map<RuleDocument, Expr>()
  for (const document of documents) {
    if (document.kind !== 'rule') continue
    const complaints: Complaint[] = []
    const when = lowerBody(document, 'detection', lists, complaints)
    if (complaints.length === 0) lowered.set(document, when)
    else turnAway(document, complaints)
  }
  const added = filters(documents.filter((one) => one.kind === 'filter'), [...lowered.keys()], lists, turnAway)
  const asked = documents.filter((one) => one.kind === 'correlation')
  const wrong = checkReferences(asked, [...lowered.keys()])
  for (const [one, complaints] of wrong) turnAway(one, complaints)
  const correlations = asked.filter((one) => !wrong.has(one))
  const silent = silenced(correlations, [...lowered.keys()])
  const rules = [...lowered].map(([head, when]): Rule => {
    const more = added.get(head)
    return { id: head.id, logsource: head.logsource, when: more === undefined ? when : { kind: 'all', of: [when, ...more] }, head, silent: silent.has(head.id) }
  })
  return { rules, correlations, refused: turned }
}

/** A filter's condition holds besides the rule's, as it is written: what is to be left out says `not selection`. */
function filters(all: readonly FilterDocument[], rules: readonly RuleDocument[], lists: Lists, turnAway: (document: SigmaDocument, complaints: readonly Complaint[]) => void): Map<RuleDocument, Expr[]> {
  const added = new Map<RuleDocument, Expr[]>()
  const find = lookup(rules)
  for (const filter of all) {
    const complaints: Complaint[] = []
    const when = lowerBody(filter, 'filter', lists, complaints)
    const named = filter.rules === 'any' ? undefined : new Set(filter.rules.map((reference) => find(reference)).filter((found) => typeof found === 'object'))
    const reached = complaints.length > 0 ? [] : rules.filter((rule) => within(rule.logsource, filter.logsource) && (named?.has(rule) ?? true))
    if (complaints.length === 0 && named !== undefined && reached.length === 0) {
      complaints.push({ code: 'filters_nothing', message: 'None of the rules that the filter names is here with its log source.', at: ['filter', 'rules'] })
    }
    if (complaints.length > 0) turnAway(filter, complaints)
    for (const rule of reached) added.set(rule, [...(added.get(rule) ?? []), when])
  }
  return added
}

/** A filter reaches the rules that say at least what its own log source says. */
const within = (rule: Logsource, filter: Logsource): boolean => (['product', 'category', 'service'] as const).every((name) => filter[name] === undefined || filter[name] === rule[name])

/** Rules that are named by correlations alone, and by none that wants its parts to alert. */
function silenced(correlations: readonly CorrelationDocument[], rules: readonly RuleDocument[]): Set<string> {
  const find = lookup([...rules, ...correlations])
  const loud = new Set<string>()
  const named = new Set<string>()
  for (const one of correlations) {
    for (const reference of one.rules) {
      const found = find(reference)
      if (typeof found === 'string') continue
      named.add(found.id)
      if (one.generate) loud.add(found.id)
    }
  }
  return new Set([...named].filter((id) => !loud.has(id)))
}
