/**
 * The situation in five lines: what, who, data, doing, missing. Facts in, keys with parameters out; words are
 * elsewhere.
 */
export type SituationFacts = {
  readonly providerName: string
  readonly occurredAt: Date
  readonly observed: 'unknown' | 'down' | 'degraded' | 'working'
  readonly effects: { readonly unavailable: boolean; readonly exposed: boolean; readonly tampered: boolean }
  readonly counts: {
    readonly bodies: number
    readonly suppliers: number
    readonly confirmedHit: number
    readonly dataLost: number
    readonly notHit: number
    readonly dontKnow: number
    readonly unanswered: number
    readonly observedDown: number
    readonly observedDegraded: number
    readonly observedWorking: number
    readonly safe: number
    readonly probableAtRisk: number
    readonly personalData: number
  }
  readonly conditions: {
    readonly required: number
    readonly met: number
    readonly missing: readonly { readonly kind: string; readonly askedBy: string }[]
  }
  readonly tasks: { readonly open: number; readonly done: number }
  readonly lastDecision: string | null
  readonly leadName: string
}
/** One sentence: a key of the catalogue, its parameters, and the number that chooses its plural. */
export type Sentence = {
  readonly key: string
  readonly params: Readonly<Record<string, string | number | Date>>
  readonly count?: number
  readonly lists?: Readonly<Record<string, readonly { key: string; askedBy: string }[]>>
}
export type SituationLine = {
  readonly key: 'what' | 'who' | 'data' | 'doing' | 'missing'
  readonly sentences: readonly Sentence[]
  readonly source: string
}

export function situationOf(facts: SituationFacts): SituationLine[] {
  return [what(facts), who(facts), data(facts), doing(facts), missing(facts)]
}

function what({ providerName, occurredAt, observed, effects }: SituationFacts): SituationLine {
  const params = { provider: providerName, at: occurredAt }
  const kind = effects.unavailable ? 'unavailable' : effects.tampered ? 'tampered' : 'exposed'
  return {
    key: 'what',
    source: observed === 'unknown' ? 'reported' : 'observed',
    sentences: [
      { key: `what.${kind}`, params },
      { key: `observed.${observed}`, params: {} },
    ],
  }
}

function who({ counts }: SituationFacts): SituationLine {
  const confirmed = counts.confirmedHit + counts.dataLost
  const sentences: Sentence[] = [
    confirmed === 0
      ? { key: 'who.none', params: {} }
      : { key: 'who.confirmed', count: confirmed, params: {} },
  ]
  // Three noughts beside thirty confirmed bodies would read as if nothing stood still: the state is said where somebody looked.
  if (confirmed > 0 && counts.observedDown + counts.observedDegraded + counts.observedWorking > 0)
    sentences.push({ key: 'who.states', params: { down: counts.observedDown, limited: counts.observedDegraded, back: counts.observedWorking } })
  if (counts.unanswered > 0) sentences.push({ key: 'who.waiting', count: counts.unanswered, params: {} })
  if (counts.dontKnow > 0) sentences.push({ key: 'who.dontKnow', count: counts.dontKnow, params: {} })
  if (counts.notHit > 0) sentences.push({ key: 'who.notHit', count: counts.notHit, params: {} })
  return { key: 'who', source: 'answers', sentences }
}

function data({ counts }: SituationFacts): SituationLine {
  const sentences: Sentence[] = []
  if (counts.dataLost > 0) sentences.push({ key: 'data.lost', count: counts.dataLost, params: {} })
  if (counts.personalData > 0) sentences.push({ key: 'data.personal', count: counts.personalData, params: {} })
  if (counts.probableAtRisk > 0) sentences.push({ key: 'data.risk', count: counts.probableAtRisk, params: {} })
  if (sentences.length === 0) sentences.push({ key: 'data.unknown', params: {} })
  return { key: 'data', source: counts.personalData + counts.dataLost > 0 ? 'answers' : 'model', sentences }
}

function doing({ tasks, lastDecision, leadName }: SituationFacts): SituationLine {
  const sentences: Sentence[] = []
  if (lastDecision !== null) sentences.push({ key: 'doing.decision', params: { text: lastDecision } })
  if (tasks.open + tasks.done > 0)
    sentences.push({ key: 'doing.tasks', params: { done: tasks.done, total: tasks.open + tasks.done } })
  if (sentences.length === 0) sentences.push({ key: 'doing.nothing', params: {} })
  return { key: 'doing', source: leadName, sentences }
}

function missing({ conditions, counts, leadName }: SituationFacts): SituationLine {
  const sentences: Sentence[] = []
  if (conditions.missing.length > 0) {
    sentences.push({
      key: 'missing.conditions',
      params: { met: conditions.met, required: conditions.required },
      lists: { list: conditions.missing.map(({ kind, askedBy }) => ({ key: `condition.${kind}`, askedBy })) },
    })
  }
  if (counts.unanswered + counts.dontKnow > 0)
    sentences.push({ key: 'missing.answers', count: counts.unanswered + counts.dontKnow, params: {} })
  if (leadName === '') sentences.push({ key: 'missing.lead', params: {} })
  if (sentences.length === 0) sentences.push({ key: 'missing.nothing', params: {} })
  return { key: 'missing', source: 'conditions', sentences }
}
