import { AVAILABILITY, autonomyOf, confidenceOf, dependentOf, groupOf, HARD, MEMBER, SOFT, upstreamOf } from '../graph/layout.ts'
import type { Impact } from '../propagate/cascade.ts'
import { endsAt, firstChain, groupMoment, holds, linksInto, lostMembersOf } from './layers.ts'
import type { Kind, Link } from './layers.ts'

export type Step = {
  /** Row of the caller's table of dependencies. */
  readonly row: number
  readonly from: number
  readonly to: number
  /** State of `from` that travels, and what it does to `to`. */
  readonly carries: Kind
  readonly brings: Kind
  readonly effect: 'hard' | 'degraded' | 'member' | 'none'
  readonly autonomyMinutes: number
  /** Minutes a group still held after this member was gone; 0 for a plain dependency. */
  readonly heldMinutes: number
  /** Moment of `to` along this path, in minutes from the event. */
  readonly atMinutes: number
  readonly confidence: number
  /** For a member: all members that were gone by then, this one included. */
  readonly lostMembers: readonly number[]
}

export type Path = {
  readonly service: number
  readonly kind: Kind
  readonly source: number
  readonly atMinutes: number
  /** Product of the confidences of the steps: how sure one is that this whole chain is as declared. */
  readonly confidence: number
  readonly steps: readonly Step[]
}

/** The chain by which the service came first into this state; null when it did not. A source has no steps. */
export function explain(impact: Impact, service: number, kind: Kind): Path | null {
  return holds(impact, service, kind) ? toPath(impact, service, kind, firstChain(impact, service, kind)) : null
}

/** Incoming edges looked at per service, deviations tried per path: bounds for hubs and for very long chains. */
const MAX_LINKS = 64
const MAX_DEVIATIONS = 256

/**
 * Up to `limit` different chains that would each have brought this state, earliest first, then shortest; the first is
 * `explain`'s. Found by deviating from a known chain at one service (Eppstein's sidetracks), no service twice: enough
 * to show what else must be cut, not a list of all.
 */
export function explainAll(impact: Impact, service: number, kind: Kind, limit = 5): Path[] {
  if (!holds(impact, service, kind)) return []
  const waiting: Candidate[] = [candidate(impact, service, kind, firstChain(impact, service, kind), 0)]
  const found: Path[] = []
  while (waiting.length > 0 && found.length < limit) {
    const best = waiting.reduce((least, one) => (isBefore(one, least) ? one : least))
    waiting.splice(waiting.indexOf(best), 1)
    found.push(best.path)
    waiting.push(...deviations(impact, service, kind, best))
  }
  return found
}

type Candidate = {
  readonly path: Path
  readonly links: readonly Link[]
  /** The last links, fixed: deviating there would find known paths again. */
  readonly fixed: number
}

const candidate = (impact: Impact, service: number, kind: Kind, links: readonly Link[], fixed: number): Candidate => (
  { path: toPath(impact, service, kind, links), links, fixed })

const isBefore = (a: Candidate, b: Candidate) => a.path.atMinutes < b.path.atMinutes
  || (a.path.atMinutes === b.path.atMinutes && a.links.length < b.links.length)

function deviations(impact: Impact, service: number, kind: Kind, { links, fixed }: Candidate): Candidate[] {
  const found: Candidate[] = []
  for (let at = links.length - fixed; at >= 0 && found.length < MAX_DEVIATIONS; at--) {
    // `at` links lead to the place of the deviation; a source among them is reached without any.
    const tail = links.slice(at)
    const place = at > 0 ? endsAt(impact, links[at - 1]!) : tail.length > 0 ? upstreamOf(impact.graph, tail[0]!.edge) : service
    const state = tail[0]?.carries ?? kind
    const used = at > 0 ? links[at - 1]!.edge : -1
    for (const link of linksInto(impact, place, state, MAX_LINKS)) {
      if (link.edge === used) continue
      const head = [...firstChain(impact, upstreamOf(impact.graph, link.edge), link.carries), link]
      const whole = [...head, ...tail]
      if (!isSimple(impact, whole)) continue
      const next = candidate(impact, service, kind, whole, tail.length + 1)
      // A slowness that would come after the fall explains nothing.
      if (next.path.steps.some((step) => step.brings === 'degraded' && step.atMinutes >= impact.downAt[step.to]!)) continue
      found.push(next)
    }
  }
  return found
}

function isSimple(impact: Impact, links: readonly Link[]): boolean {
  const passed = new Set([upstreamOf(impact.graph, links[0]!.edge), ...links.map((link) => endsAt(impact, link))])
  return passed.size === links.length + 1
}

function toPath(impact: Impact, service: number, kind: Kind, links: readonly Link[]): Path {
  const steps: Step[] = []
  let atMinutes = 0
  let confidence = 1
  links.forEach((link, position) => {
    const brings = links[position + 1]?.carries ?? kind
    const step = toStep(impact, link, brings, atMinutes)
    steps.push(step)
    atMinutes = step.atMinutes
    confidence *= step.confidence
  })
  return { service, kind, source: steps[0]?.from ?? service, atMinutes, confidence, steps }
}

function toStep(impact: Impact, { edge, carries }: Link, brings: Kind, fromMinutes: number): Step {
  const { graph } = impact
  const timed = brings === 'down' || brings === 'degraded'
  const isMember = timed && groupOf(graph, edge) >= 0
  const broke = isMember ? groupMoment(impact, groupOf(graph, edge), brings) : 0
  const heldMinutes = isMember ? Math.max(0, broke - fromMinutes) : 0
  const autonomyMinutes = timed ? autonomyOf(graph, edge) : 0
  return {
    row: graph.rows[edge]!, from: upstreamOf(graph, edge), to: dependentOf(graph, edge), carries, brings,
    effect: effectName(graph.edges[2 * edge + 1]!), autonomyMinutes, heldMinutes,
    atMinutes: fromMinutes + heldMinutes + autonomyMinutes, confidence: confidenceOf(graph, edge),
    lostMembers: isMember ? lostMembersOf(impact, edge, brings) : [],
  }
}

function effectName(attributes: number): Step['effect'] {
  const effect = attributes & AVAILABILITY
  if (effect === HARD) return 'hard'
  if (effect === SOFT) return 'degraded'
  return effect === MEMBER ? 'member' : 'none'
}
