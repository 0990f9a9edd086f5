/**
 * From impacts to a drawing that a person can read: provider, its services, the suppliers' services by depth, then bodies
 * in groups of one kind of service. Ten nodes before "show all": the rest becomes one node a layer. Moments are the
 * caller's, dates of a case or minutes of a what-if: here the earliest is looked for and nothing else.
 */
export type SupplierImpact<At extends Date | number> = {
  readonly serviceId: string
  readonly name: string
  readonly category: string
  readonly owner: string
  readonly isMain: boolean
  readonly depth: number
  readonly state: 'down' | 'degraded' | 'at_risk'
  readonly at: At | null
  readonly people: number
  readonly confidence: number
  readonly viaService: string | null
  readonly viaEffect: string | null
  readonly autonomyMinutes: number
}
/** Bodies' services of one category that hang on one supplier's service, by how the bodies stand. */
export type GroupImpact<At extends Date | number> = {
  readonly category: string
  readonly viaService: string | null
  readonly viaEffect: string | null
  readonly state: 'down' | 'degraded' | 'at_risk'
  readonly at: At | null
  readonly standing: keyof Tally
  readonly bodies: number
  readonly people: number
  readonly confidence: number
  readonly autonomyMinutes: number
}
export type Tally = { hit: number; degraded: number; atRisk: number; restored: number; notHit: number; unknown: number }
export type State = 'down' | 'degraded' | 'at_risk' | 'none'
export type PictureNode<At extends Date | number> = {
  id: string
  layer: number
  kind: 'provider' | 'service' | 'group' | 'rest'
  name: string
  owner: string
  category: string
  state: State
  at: At | null
  bodies: number
  people: number
  tally: Tally
}
export type PictureEdge = {
  from: string
  to: string
  effect: 'hard' | 'degraded' | 'group' | 'none' | 'data'
  bodies: number
}
export type PictureRow<At extends Date | number> = {
  nodeId: string
  name: string
  owner: string
  state: State
  at: At | null
  confidence: number
  bodies: number
  why: {
    code: 'source' | 'runs_on' | 'helped_by' | 'one_of' | 'reads_data'
    on: string
    autonomyHours: number
    confirmed: number
    waiting: number
    denied: number
  }
}
export type Picture<At extends Date | number> = {
  nodes: PictureNode<At>[]
  edges: PictureEdge[]
  rows: PictureRow<At>[]
  total: number
  shown: number
}

export const FIRST_NODES = 10
const PROVIDER = 'provider'

export function pictureOf<At extends Date | number>(
  provider: { name: string; at: At; state: State },
  suppliers: readonly SupplierImpact<At>[],
  groups: readonly GroupImpact<At>[],
  all: boolean,
): Picture<At> {
  const whole = wholePicture(provider, suppliers, groups)
  const total = whole.nodes.length
  if (all || total <= FIRST_NODES) return { ...whole, total, shown: total }
  const shown = keep(whole)
  return { ...shown, rows: whole.rows.filter((row) => shown.kept.has(row.nodeId)), total, shown: shown.kept.size }
}

function wholePicture<At extends Date | number>(
  provider: { name: string; at: At; state: State },
  suppliers: readonly SupplierImpact<At>[],
  groups: readonly GroupImpact<At>[],
) {
  const depthOf = new Map(suppliers.map((one) => [one.serviceId, one]))
  const nodes: PictureNode<At>[] = [
    {
      id: PROVIDER,
      layer: 0,
      kind: 'provider',
      name: provider.name,
      owner: provider.name,
      category: '',
      state: provider.state,
      at: provider.at,
      bodies: 0,
      people: 0,
      tally: emptyTally(),
    },
  ]
  const edges: PictureEdge[] = []
  const rows: PictureRow<At>[] = []
  const nameOf = (id: string | null) => (id === null ? provider.name : (depthOf.get(id)?.name ?? ''))
  for (const one of suppliers) {
    nodes.push({
      id: one.serviceId,
      layer: one.isMain ? 1 : one.depth + 1,
      kind: 'service',
      name: one.name,
      owner: one.owner,
      category: one.category,
      state: one.state,
      at: one.at,
      bodies: 0,
      people: one.people,
      tally: emptyTally(),
    })
    const from = one.isMain && one.viaService === null ? PROVIDER : one.viaService
    if (from !== null && (from === PROVIDER || depthOf.has(from)))
      edges.push({
        from,
        to: one.serviceId,
        effect: from === PROVIDER ? 'hard' : effectOf(one.viaEffect, one.state),
        bodies: 0,
      })
    rows.push({
      nodeId: one.serviceId,
      name: one.name,
      owner: one.owner,
      state: one.state,
      at: one.at,
      confidence: one.confidence,
      bodies: 0,
      why: {
        code: one.viaService === null ? 'source' : whyOf(one.viaEffect, one.state),
        on: nameOf(one.viaService),
        autonomyHours: one.autonomyMinutes / 60,
        confirmed: 0,
        waiting: 0,
        denied: 0,
      },
    })
  }
  const last = Math.max(1, ...nodes.map((node) => node.layer)) + 1
  for (const [category, parts] of Map.groupBy(groups, (group) => group.category)) {
    const node = groupNode(category, parts, last)
    nodes.push(node)
    for (const same of Map.groupBy(
      parts,
      (part) => `${part.viaService} ${effectOf(part.viaEffect, part.state)}`,
    ).values()) {
      const from = same[0]!.viaService
      if (from !== null && depthOf.has(from))
        edges.push({
          from,
          to: node.id,
          effect: effectOf(same[0]!.viaEffect, same[0]!.state),
          bodies: sum(same, (part) => part.bodies),
        })
    }
    rows.push(groupRow(node, parts, nameOf))
  }
  return { nodes, edges, rows }
}

function groupNode<At extends Date | number>(
  category: string,
  parts: readonly GroupImpact<At>[],
  layer: number,
): PictureNode<At> {
  const tally = emptyTally()
  for (const part of parts) tally[part.standing] += part.bodies
  return {
    id: `group:${category}`,
    layer,
    kind: 'group',
    name: category,
    owner: '',
    category,
    state: worst(parts.map((part) => part.state)),
    at: earliest(parts.map((part) => part.at)),
    bodies: sum(parts, (part) => part.bodies),
    people: sum(parts, (part) => part.people),
    tally,
  }
}

function groupRow<At extends Date | number>(
  node: PictureNode<At>,
  parts: readonly GroupImpact<At>[],
  nameOf: (id: string | null) => string,
): PictureRow<At> {
  const main = parts.reduce((most, part) => (part.bodies > most.bodies ? part : most))
  const { tally } = node
  return {
    nodeId: node.id,
    name: node.name,
    owner: '',
    state: node.state,
    at: node.at,
    bodies: node.bodies,
    confidence: sum(parts, (part) => part.confidence * part.bodies) / Math.max(1, node.bodies),
    why: {
      code: whyOf(main.viaEffect, main.state),
      on: nameOf(main.viaService),
      autonomyHours: main.autonomyMinutes / 60,
      confirmed: tally.hit + tally.degraded + tally.restored,
      waiting: tally.unknown + tally.atRisk,
      denied: tally.notHit,
    },
  }
}

/** The provider, then the heaviest nodes layer by layer; what is left of a layer is counted in one node more. */
function keep<At extends Date | number>(whole: { nodes: PictureNode<At>[]; edges: PictureEdge[] }) {
  const weight = weights(whole)
  const layers = [...Map.groupBy(whole.nodes, (node) => node.layer)]
    .sort((a, b) => a[0] - b[0])
    .map(([, nodes]) => nodes.toSorted((a, b) => weight.get(b.id)! - weight.get(a.id)!))
  const kept = new Set<string>()
  for (let round = 0; kept.size < FIRST_NODES && round < whole.nodes.length; round++) {
    for (const nodes of layers) if (nodes[round] && kept.size < FIRST_NODES) kept.add(nodes[round]!.id)
  }
  const rest: PictureNode<At>[] = []
  const standsFor = new Map<string, string>()
  for (const nodes of layers) {
    const hidden = nodes.filter((node) => !kept.has(node.id))
    if (hidden.length === 0) continue
    const id = `rest:${hidden[0]!.layer}`
    rest.push({
      ...hidden[0]!,
      id,
      kind: 'rest',
      name: String(hidden.length),
      owner: '',
      category: '',
      state: worst(hidden.map((node) => node.state)),
      at: earliest(hidden.map((node) => node.at)),
      bodies: sum(hidden, (node) => node.bodies),
      people: sum(hidden, (node) => node.people),
      tally: hidden.reduce((all, node) => addTally(all, node.tally), emptyTally()),
    })
    for (const node of hidden) standsFor.set(node.id, id)
  }
  const edges = new Map<string, PictureEdge>()
  for (const edge of whole.edges) {
    const [from, to] = [standsFor.get(edge.from) ?? edge.from, standsFor.get(edge.to) ?? edge.to]
    const key = `${from} ${to} ${edge.effect}`
    const known = edges.get(key)
    edges.set(key, { ...edge, from, to, bodies: edge.bodies + (known?.bodies ?? 0) })
  }
  return {
    nodes: [...whole.nodes.filter((node) => kept.has(node.id)), ...rest],
    edges: [...edges.values()].filter((edge) => edge.from !== edge.to),
    kept,
  }
}

/** A supplier's service weighs what hangs on it: bodies, carried up along the edges. */
function weights({ nodes, edges }: {
  nodes: readonly Pick<PictureNode<number>, 'id' | 'layer' | 'bodies'>[]
  edges: readonly PictureEdge[]
}): Map<string, number> {
  const weight = new Map(nodes.map((node) => [node.id, node.bodies]))
  const byLayer = new Map(nodes.map((node) => [node.id, node.layer]))
  for (const edge of edges.toSorted((a, b) => byLayer.get(b.to)! - byLayer.get(a.to)!)) {
    weight.set(edge.from, (weight.get(edge.from) ?? 0) + (edge.bodies > 0 ? edge.bodies : (weight.get(edge.to) ?? 0)))
  }
  return weight
}

const order: readonly State[] = ['down', 'degraded', 'at_risk', 'none']
const worst = (states: readonly State[]): State => order.find((state) => states.includes(state)) ?? 'none'
const earliest = <At extends Date | number>(moments: readonly (At | null)[]) =>
  moments.reduce<At | null>((least, one) => (one !== null && (least === null || one < least) ? one : least), null)
const sum = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((total, one) => total + of(one), 0)
const emptyTally = (): Tally => ({ hit: 0, degraded: 0, atRisk: 0, restored: 0, notHit: 0, unknown: 0 })
const addTally = (a: Tally, b: Tally): Tally => ({
  hit: a.hit + b.hit,
  degraded: a.degraded + b.degraded,
  atRisk: a.atRisk + b.atRisk,
  restored: a.restored + b.restored,
  notHit: a.notHit + b.notHit,
  unknown: a.unknown + b.unknown,
})
const effectOf = (effect: string | null, state: State): PictureEdge['effect'] =>
  state === 'at_risk' ? 'data' : effect === 'degraded' || effect === 'group' || effect === 'none' ? effect : 'hard'
const whyOf = (effect: string | null, state: State): PictureRow<number>['why']['code'] =>
  state === 'at_risk' ? 'reads_data' : effect === 'degraded' ? 'helped_by' : effect === 'group' ? 'one_of' : 'runs_on'
