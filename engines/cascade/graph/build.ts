import { AVAILABILITY_EFFECT, check, CONFIDENTIALITY, INTEGRITY } from './check.ts'
import type { Checked, DependencyTable, GroupTable, Problem } from './check.ts'
import {
  CARRIES, HARD, IS_EXPOSED, IS_TAMPERED, MAX_CLASSES, MEMBER, NO_EFFECT, packAttributes, SOFT,
} from './layout.ts'
import type { Graph, Groups } from './layout.ts'

const NO_GROUPS: GroupTable = { dependents: [], needed: [], autonomyMinutes: [] }
const MAX_SERVICES = 2 ** 29

/**
 * Builds the graph from flat tables. Never throws on content: an unsound row is left out and named in `problems`,
 * an unsound group leaves its members without availability effect. Linear in services and rows.
 */
export function buildGraph(
  services: number, table: DependencyTable, groups: GroupTable = NO_GROUPS,
): { graph: Graph; problems: readonly Problem[] } {
  const shapeProblem = checkShape(services, table, groups)
  if (shapeProblem !== null) return { graph: layOut(0, EMPTY_TABLE, NO_GROUPS, check(0, EMPTY_TABLE, NO_GROUPS)), problems: [shapeProblem] }
  const checked = check(services, table, groups)
  return { graph: layOut(services, table, groups, checked), problems: checked.problems }
}

const EMPTY_TABLE: DependencyTable = { dependents: [], on: [], effects: [], autonomyMinutes: [], confidence: [] }

function checkShape(services: number, table: DependencyTable, groups: GroupTable): Problem | null {
  if (!Number.isInteger(services) || services < 0 || services > MAX_SERVICES) {
    return { code: 'bad-service-count', table: 'dependencies', row: 0, value: services }
  }
  const rows = table.dependents.length
  const columns = [table.on, table.effects, table.autonomyMinutes, table.confidence, ...(table.groups ? [table.groups] : [])]
  const short = columns.find((column) => column.length !== rows)
  if (short) return { code: 'lengths-differ', table: 'dependencies', row: Math.min(rows, short.length), value: short.length }
  const groupRows = groups.dependents.length
  const shortGroup = [groups.needed, groups.autonomyMinutes].find((column) => column.length !== groupRows)
  if (shortGroup) return { code: 'lengths-differ', table: 'groups', row: Math.min(groupRows, shortGroup.length), value: shortGroup.length }
  return null
}

function layOut(services: number, table: DependencyTable, groupTable: GroupTable, checked: Checked): Graph {
  const classes = new AutonomyClasses()
  const groups = layOutGroups(table, groupTable, checked, classes)
  const attributes = packRows(table, checked, classes)
  const { offsets, order } = sortByUpstream(services, table, checked.soundRow, attributes)
  const edges = new Int32Array(2 * order.length)
  for (let edge = 0; edge < order.length; edge++) {
    edges[2 * edge] = table.dependents[order[edge]!]!
    edges[2 * edge + 1] = attributes[order[edge]!]!
  }
  const { incomingOffsets, incoming } = invert(services, edges)
  return {
    services, dependencies: order.length, offsets, edges, rows: order, incomingOffsets, incoming,
    autonomies: Int32Array.from(classes.minutes), groups,
  }
}

/** Few distinct values are the rule (an hour, a shift, a day, three days): each gets a number, zero is the first. */
class AutonomyClasses {
  readonly minutes: number[] = [0]
  readonly #numbers = new Map<number, number>([[0, 0]])

  /** -1 when there is no number left. */
  of(autonomyMinutes: number): number {
    const whole = Math.floor(autonomyMinutes)
    const known = this.#numbers.get(whole)
    if (known !== undefined) return known
    if (this.minutes.length >= MAX_CLASSES) return -1
    this.#numbers.set(whole, this.minutes.length)
    return this.minutes.push(whole) - 1
  }
}

function layOutGroups(table: DependencyTable, groups: GroupTable, checked: Checked, classes: AutonomyClasses): Groups {
  const { soundGroup, memberOffsets, memberRows, problems } = checked
  const count = soundGroup.length
  const breaksAt = new Int32Array(count)
  const autonomyClass = new Int32Array(count)
  for (let group = 0; group < count; group++) {
    if (soundGroup[group] === 0) continue
    const number = classes.of(groups.autonomyMinutes[group]!)
    if (number < 0) {
      soundGroup[group] = 0
      problems.push({ code: 'too-many-autonomies', table: 'groups', row: group, value: groups.autonomyMinutes[group]! })
      continue
    }
    autonomyClass[group] = number
    breaksAt[group] = memberOffsets[group + 1]! - memberOffsets[group]! - groups.needed[group]! + 1
  }
  return { breaksAt, autonomyClass, memberOffsets, members: memberRows.map((row) => table.on[row]!) }
}

function packRows(table: DependencyTable, checked: Checked, classes: AutonomyClasses): Int32Array {
  const { soundRow, soundGroup, problems } = checked
  const attributes = new Int32Array(soundRow.length)
  for (let row = 0; row < soundRow.length; row++) {
    if (soundRow[row] === 0) continue
    const effect = table.effects[row]!
    const availability = effect & 3
    const carried = (effect & CONFIDENTIALITY ? IS_EXPOSED : 0) | (effect & INTEGRITY ? IS_TAMPERED : 0)
    const confidence = table.confidence[row]!
    if (availability === AVAILABILITY_EFFECT.member) {
      const group = table.groups![row]!
      attributes[row] = soundGroup[group] === 1
        ? packAttributes(MEMBER | carried, confidence, group)
        : packAttributes(NO_EFFECT | carried, confidence, 0)
      continue
    }
    const kind = availability === AVAILABILITY_EFFECT.hard ? HARD : availability === AVAILABILITY_EFFECT.degraded ? SOFT : NO_EFFECT
    const number = classes.of(table.autonomyMinutes[row]!)
    if (number < 0) {
      soundRow[row] = 0
      problems.push({ code: 'too-many-autonomies', table: 'dependencies', row, value: table.autonomyMinutes[row]! })
    } else attributes[row] = packAttributes(kind | carried, confidence, number)
  }
  return attributes
}

/** Counting sort, twice over the rows: first those that carry exposure or tampering, so that their traversal can stop early. */
function sortByUpstream(services: number, table: DependencyTable, soundRow: Uint8Array, attributes: Int32Array) {
  const offsets = new Int32Array(services + 1)
  let count = 0
  for (let row = 0; row < soundRow.length; row++) {
    if (soundRow[row] === 0) continue
    offsets[table.on[row]! + 1]!++
    count++
  }
  for (let service = 0; service < services; service++) offsets[service + 1]! += offsets[service]!
  const next = offsets.slice()
  const order = new Int32Array(count)
  for (const carrying of [true, false]) {
    for (let row = 0; row < soundRow.length; row++) {
      if (soundRow[row] === 1 && ((attributes[row]! & CARRIES) !== 0) === carrying) order[next[table.on[row]!]!++] = row
    }
  }
  return { offsets, order }
}

function invert(services: number, edges: Int32Array) {
  const incomingOffsets = new Int32Array(services + 1)
  for (let i = 0; i < edges.length; i += 2) incomingOffsets[edges[i]! + 1]!++
  for (let service = 0; service < services; service++) incomingOffsets[service + 1]! += incomingOffsets[service]!
  const next = incomingOffsets.slice()
  const incoming = new Int32Array(edges.length / 2)
  for (let edge = 0; edge < incoming.length; edge++) incoming[next[edges[2 * edge]!]!++] = edge
  return { incomingOffsets, incoming }
}
