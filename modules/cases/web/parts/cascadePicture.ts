/** The case's cascade in the words of the shared drawing: names, states at an hour, reasons. */
import type { LayeredNode, LayeredEdge } from '#ui/components/layered-layout.ts'
import type { LayeredWords } from '#ui/components/layered-picture.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import type { Formats } from '#ui/i18n/formats.ts'
import type { Cascade } from '../loaders.ts'
import { sayCategory, type Key, type Words } from '../words.ts'

type Node = Cascade['nodes'][number]
type Row = Cascade['rows'][number]
export const stateMark: Readonly<Record<Node['state'], ImpactState>> = { down: 'hit', degraded: 'degraded', at_risk: 'at-risk', none: 'not-hit' }
const tallyMarks = [['hit', 'hit'], ['degraded', 'degraded'], ['atRisk', 'at-risk'], ['unknown', 'unknown'], ['restored', 'restored'], ['notHit', 'not-hit']] as const satisfies readonly (readonly [keyof Node['tally'], ImpactState])[]

/** Names of groups are kinds of service; what is left out is counted. */
export function nameOf(t: Words, node: Pick<Node, 'kind' | 'name'>): string {
  if (node.kind === 'rest') return t.n('cascade.rest', Number(node.name))
  return node.kind === 'group' ? sayCategory(t.lang, node.name) : node.name
}

export function drawn(t: Words, f: Formats, node: Node, at: number): LayeredNode {
  const name = nameOf(t, node)
  const later = node.at !== null && Date.parse(node.at) > at
  const state = node.at === null ? t(`impact.${node.state}`) : t(later ? 'cascade.laterAt' : 'cascade.stateAt', { state: t(`impact.${node.state}`), at: f.moment(node.at) })
  return {
    ...node, name, state: stateMark[node.state], later, tally: tallyMarks.map(([key, mark]) => ({ state: mark, count: node.tally[key] })),
    note: node.kind === 'group' ? t.n('bodies', node.bodies) : node.kind === 'rest' ? t('cascade.showAll') : node.at === null ? t(`impact.${node.state}`) : `${t(`impact.${node.state}`)} · ${f.time(node.at)}`,
    label: [name, node.bodies > 0 ? t.n('bodies', node.bodies) : '', state, node.kind === 'group' ? sayTally(t, node.tally) : ''].filter(Boolean).join(', '),
  }
}

const sayTally = (t: Words, tally: Node['tally']): string => tallyMarks.flatMap(([key]) => (tally[key] > 0 ? [`${tally[key]} ${t(`tallyWord.${key}`)}`] : [])).join(', ')

export function sayWhy(t: Words, number: (value: number) => string, { why, bodies }: Row): string {
  const reason = t(`why.${why.code}`, { on: why.on, hours: number(Math.round(why.autonomyHours * 10) / 10) })
  if (bodies === 0) return reason
  const said = [
    ...(why.confirmed > 0 ? [t.n('why.confirmed', why.confirmed)] : []), ...(why.waiting > 0 ? [t.n('why.waiting', why.waiting)] : []), ...(why.denied > 0 ? [t.n('why.denied', why.denied)] : []),
  ]
  return said.length > 0 ? `${reason} ${said.join(', ')}.` : reason
}

const lines: readonly (readonly [LayeredEdge['effect'] | 'path', Key])[] = [['path', 'legend.path'], ['hard', 'legend.hard'], ['group', 'legend.group'], ['degraded', 'legend.degraded'], ['data', 'legend.data']]

export const pictureWords = (t: Words): LayeredWords => ({
  title: t('cascade.graphTitle'), desc: t('cascade.graphDesc'), table: t('cascade.table'),
  columns: { name: t('col.node'), state: t('col.stateSince'), sure: t('col.sure'), why: t('col.why') },
  headOf: (layer, kind) => t(layer === 0 ? 'layer.provider' : kind === 'group' ? 'layer.bodies' : layer === 1 ? 'layer.infrastructure' : 'layer.software'),
  lines: lines.map(([effect, key]) => ({ effect, word: t(key) })),
  states: tallyMarks.map(([key, state]) => ({ state, word: t(`tallyWord.${key}`) })),
})
