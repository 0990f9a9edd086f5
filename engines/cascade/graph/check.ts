import { MAX_CLASSES } from './layout.ts'

/** One row a dependency, in flat arrays of one length. */
export type DependencyTable = {
  /** The service that needs. */
  readonly dependents: ArrayLike<number>
  /** The service that is needed. */
  readonly on: ArrayLike<number>
  /** One of `AVAILABILITY_EFFECT` plus `CONFIDENTIALITY` and/or `INTEGRITY`. */
  readonly effects: ArrayLike<number>
  /**
   * Minutes the dependent lives on without it, 0 to ten years; a fraction is cut (earlier is the safe side).
   * A member's own is not used: its group has one.
   */
  readonly autonomyMinutes: ArrayLike<number>
  /** 0..1, kept in steps of half a per cent. */
  readonly confidence: ArrayLike<number>
  /** Row of the group table for members, -1 otherwise; may be left out when there are no groups. */
  readonly groups?: ArrayLike<number>
}

/** One row a group: the dependent needs `needed` of the members (dependencies with the effect `member` and this row). */
export type GroupTable = {
  readonly dependents: ArrayLike<number>
  readonly needed: ArrayLike<number>
  readonly autonomyMinutes: ArrayLike<number>
}

export const AVAILABILITY_EFFECT = { none: 0, degraded: 1, hard: 2, member: 3 } as const
export const CONFIDENTIALITY = 4
export const INTEGRITY = 8

export type ProblemCode =
  | 'lengths-differ' | 'bad-service-count' | 'no-such-service' | 'bad-effect' | 'bad-autonomy' | 'bad-confidence' | 'no-such-group'
  | 'group-of-another' | 'member-twice' | 'bad-needed' | 'needs-more-than-members' | 'too-many-groups'
  | 'too-many-autonomies' | 'bad-weight' | 'bad-work-hours'

/** `row` counts from 0 in its table; the row is left out, everything else stands. */
export type Problem = {
  readonly code: ProblemCode
  readonly table: 'dependencies' | 'groups' | 'event' | 'units'
  readonly row: number
  readonly value: number
}

export type Checked = {
  readonly problems: Problem[]
  /** 1 where the row of the dependency table is sound. */
  readonly soundRow: Uint8Array
  /** 1 where the group is sound; members of an unsound one keep only confidentiality and integrity. */
  readonly soundGroup: Uint8Array
  /** Sound members, group by group, as rows of the dependency table. */
  readonly memberOffsets: Int32Array
  readonly memberRows: Int32Array
}

const TEN_YEARS_MINUTES = 10 * 366 * 24 * 60

/** Reads every row once and says all that is wrong; nothing stops at the first error. */
export function check(services: number, table: DependencyTable, groups: GroupTable): Checked {
  const problems: Problem[] = []
  const soundGroup = checkGroups(services, groups, problems)
  const soundRow = new Uint8Array(table.dependents.length)
  for (let row = 0; row < soundRow.length; row++) {
    const code = rowProblem(services, table, groups, row)
    if (code === null) soundRow[row] = 1
    else problems.push({ code, table: 'dependencies', row, value: offendingValue(code, services, table, row) })
  }
  const { memberOffsets, memberRows } = gatherMembers(services, table, groups, soundRow, problems)
  for (let group = 0; group < soundGroup.length; group++) {
    const size = memberOffsets[group + 1]! - memberOffsets[group]!
    if (soundGroup[group] === 0 || groups.needed[group]! <= size) continue
    soundGroup[group] = 0
    problems.push({ code: 'needs-more-than-members', table: 'groups', row: group, value: groups.needed[group]! })
  }
  return { problems, soundRow, soundGroup, memberOffsets, memberRows }
}

const isService = (value: number, services: number) => Number.isInteger(value) && value >= 0 && value < services
const isAutonomy = (value: number) => value >= 0 && value <= TEN_YEARS_MINUTES

function checkGroups(services: number, groups: GroupTable, problems: Problem[]): Uint8Array {
  const sound = new Uint8Array(groups.dependents.length)
  for (let row = 0; row < sound.length; row++) {
    const [dependent, needed, autonomy] = [groups.dependents[row]!, groups.needed[row]!, groups.autonomyMinutes[row]!]
    const refuse = (code: ProblemCode, value: number) => problems.push({ code, table: 'groups', row, value })
    if (row >= MAX_CLASSES) refuse('too-many-groups', row)
    else if (!isService(dependent, services)) refuse('no-such-service', dependent)
    else if (!Number.isInteger(needed) || needed < 1) refuse('bad-needed', needed)
    else if (!isAutonomy(autonomy)) refuse('bad-autonomy', autonomy)
    else sound[row] = 1
  }
  return sound
}

function rowProblem(services: number, table: DependencyTable, groups: GroupTable, row: number): ProblemCode | null {
  if (!isService(table.dependents[row]!, services) || !isService(table.on[row]!, services)) return 'no-such-service'
  const effect = table.effects[row]!
  if (!(effect >= 0 && effect <= 15 && Number.isInteger(effect))) return 'bad-effect'
  const confidence = table.confidence[row]!
  if (!(confidence >= 0 && confidence <= 1)) return 'bad-confidence'
  if ((effect & 3) !== AVAILABILITY_EFFECT.member) return isAutonomy(table.autonomyMinutes[row]!) ? null : 'bad-autonomy'
  const group = table.groups?.[row] ?? -1
  if (!isService(group, groups.dependents.length)) return 'no-such-group'
  return groups.dependents[group] === table.dependents[row] ? null : 'group-of-another'
}

function offendingValue(code: ProblemCode, services: number, table: DependencyTable, row: number): number {
  if (code === 'no-such-service') {
    return isService(table.dependents[row]!, services) ? table.on[row]! : table.dependents[row]!
  }
  if (code === 'bad-effect') return table.effects[row]!
  if (code === 'bad-confidence') return table.confidence[row]!
  if (code === 'bad-autonomy') return table.autonomyMinutes[row]!
  return table.groups?.[row] ?? -1
}

/** Counting sort by group. One service is one member however many rows name it: its fall must not count twice. */
function gatherMembers(
  services: number, table: DependencyTable, groups: GroupTable, soundRow: Uint8Array, problems: Problem[],
): { memberOffsets: Int32Array; memberRows: Int32Array } {
  const count = groups.dependents.length
  const isMember = (row: number) => soundRow[row] === 1 && (table.effects[row]! & 3) === AVAILABILITY_EFFECT.member
  const starts = new Int32Array(count + 1)
  for (let row = 0; row < soundRow.length; row++) if (isMember(row)) starts[table.groups![row]! + 1]!++
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!
  const sorted = new Int32Array(starts[count]!)
  const next = starts.slice()
  for (let row = 0; row < soundRow.length; row++) if (isMember(row)) sorted[next[table.groups![row]!]!++] = row

  const memberOffsets = new Int32Array(count + 1)
  const lastGroup = count > 0 ? new Int32Array(services).fill(-1) : new Int32Array(0)
  let kept = 0
  for (let group = 0; group < count; group++) {
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const row = sorted[i]!
      const upstream = table.on[row]!
      if (lastGroup[upstream] === group) {
        soundRow[row] = 0
        problems.push({ code: 'member-twice', table: 'dependencies', row, value: upstream })
      } else sorted[kept++] = row
      lastGroup[upstream] = group
    }
    memberOffsets[group + 1] = kept
  }
  return { memberOffsets, memberRows: sorted.subarray(0, kept) }
}
