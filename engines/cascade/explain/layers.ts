import {
  AVAILABILITY, dependentOf, groupOf, HARD, IS_EXPOSED, IS_TAMPERED, MEMBER, NEVER, SOFT, upstreamOf,
} from '../graph/layout.ts'
import type { Impact } from '../propagate/cascade.ts'

/** What is explained, and what travels along each step of the explanation. */
export type Kind = 'down' | 'degraded' | 'exposed' | 'tampered'

/** One edge of a path and the state of its upstream service that travels over it. */
export type Link = { readonly edge: number; readonly carries: Kind }

export function holds(impact: Impact, service: number, kind: Kind): boolean {
  if (!(service >= 0 && service < impact.graph.services)) return false
  if (kind === 'down') return impact.downAt[service] !== NEVER
  if (kind === 'degraded') return impact.degradedAt[service] !== NEVER
  return (impact.marks[service]! & (kind === 'exposed' ? IS_EXPOSED : IS_TAMPERED)) !== 0
}

/** Moment at which the service came into this state; exposure and tampering are as old as the event. */
export function momentOf(impact: Impact, service: number, kind: Kind): number {
  if (kind === 'down') return impact.downAt[service]!
  return kind === 'degraded' ? impact.degradedAt[service]! : 0
}

/** The link by which the state came first, null at a source. */
export function firstLink(impact: Impact, service: number, kind: Kind): Link | null {
  const by = { down: impact.downBy, degraded: impact.degradedBy, exposed: impact.exposedBy, tampered: impact.tamperedBy }
  const edge = by[kind][service]!
  return edge < 0 ? null : { edge, carries: travelling(impact, edge, upstreamOf(impact.graph, edge), kind) }
}

/** From a source of the event to the service, by the links that came first. */
export function firstChain(impact: Impact, service: number, kind: Kind): Link[] {
  const links: Link[] = []
  for (let link = firstLink(impact, service, kind); link !== null;) {
    links.push(link)
    link = firstLink(impact, upstreamOf(impact.graph, link.edge), link.carries)
  }
  return links.reverse()
}

/** All links that bring this state to the service, at any moment; at most `limit`, in the order of the graph. */
export function linksInto(impact: Impact, service: number, kind: Kind, limit: number): Link[] {
  const { graph } = impact
  const links: Link[] = []
  const end = graph.incomingOffsets[service + 1]!
  for (let i = graph.incomingOffsets[service]!; i < end && links.length < limit; i++) {
    const edge = graph.incoming[i]!
    if (!canCarry(graph.edges[2 * edge + 1]!, kind)) continue
    const upstream = upstreamOf(graph, edge)
    const carries = travelling(impact, edge, upstream, kind)
    if (!holds(impact, upstream, carries)) continue
    if (groupOf(graph, edge) >= 0 && (kind === 'down' || kind === 'degraded')) {
      const broke = groupMoment(impact, groupOf(graph, edge), kind)
      if (broke === NEVER || momentOf(impact, upstream, carries) > broke) continue
    }
    links.push({ edge, carries })
  }
  return links
}

/** When a group broke (`down`) or had fewer than k whole members (`degraded`), its autonomy not counted; NEVER if it did not. */
export function groupMoment(impact: Impact, group: number, kind: 'down' | 'degraded'): number {
  const { memberOffsets, members, breaksAt } = impact.graph.groups
  const moments = members.slice(memberOffsets[group]!, memberOffsets[group + 1]!).map((member) => (
    kind === 'down' ? impact.downAt[member]! : Math.min(impact.downAt[member]!, impact.degradedAt[member]!)))
  return moments.sort()[breaksAt[group]! - 1] ?? NEVER
}

/** Members of the group that had fallen (or were impaired) when it broke, in the order of their moments. */
export function lostMembersOf(impact: Impact, edge: number, kind: 'down' | 'degraded'): number[] {
  const group = groupOf(impact.graph, edge)
  const { memberOffsets, members } = impact.graph.groups
  const broke = groupMoment(impact, group, kind)
  const moment = (member: number) => (
    kind === 'down' ? impact.downAt[member]! : Math.min(impact.downAt[member]!, impact.degradedAt[member]!))
  return Array.from(members.subarray(memberOffsets[group]!, memberOffsets[group + 1]!))
    .filter((member) => moment(member) <= broke && moment(member) !== NEVER)
    .sort((a, b) => moment(a) - moment(b) || a - b)
}

export const endsAt = (impact: Impact, link: Link) => dependentOf(impact.graph, link.edge)

function canCarry(attributes: number, kind: Kind): boolean {
  const effect = attributes & AVAILABILITY
  if (kind === 'down') return effect === HARD || effect === MEMBER
  if (kind === 'degraded') return effect === HARD || effect === SOFT || effect === MEMBER
  return (attributes & (kind === 'exposed' ? IS_EXPOSED : IS_TAMPERED)) !== 0
}

/** A degradation comes from a fall over a soft edge, from a degradation over a hard one, from whichever came first in a group. */
function travelling(impact: Impact, edge: number, upstream: number, kind: Kind): Kind {
  if (kind !== 'degraded') return kind
  const effect = impact.graph.edges[2 * edge + 1]! & AVAILABILITY
  if (effect === SOFT) return 'down'
  if (effect === HARD) return 'degraded'
  return impact.degradedAt[upstream] !== NEVER ? 'degraded' : 'down'
}
