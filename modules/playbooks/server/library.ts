/** The library: a document comes in, is judged, and stands there until it is withdrawn. */
import { randomUUID } from 'node:crypto'
import { exportPlaybook as write, orderOf, readPlaybook as read, wordsOf, type Playbook, type Problem } from '#engines/playbooks/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import { isWork } from '../core/progress.ts'
import { starters } from '../core/starters/index.ts'
import type { Context } from './context.ts'
import { holdDocument, insertPlaybook, known, listPlaybooks, loadPlaybook, playbookOf, replacePlaybook, withdraw, type PlaybookRow } from './store.ts'

/** More would not be read, and would not fit into an answer. */
const SAID = 200

export async function importDocument({ ground }: Context, actor: Actor, text: string, { replace }: QueryOf<typeof contract.importPlaybook>) {
  const { playbook, problems } = read(text)
  if (!playbook) {
    if (problems.some((one) => one.code === 'too_large')) throw new Refusal('too_large')
    const errors = problems.slice(0, SAID)
    throw new Refusal('invalid', { fields: errors.filter((one) => one.severity === 'error').map((one) => ({ path: one.path, problem: one.code })), problems: errors, count: problems.length })
  }
  return ground.db.as(actor, (tx) => put(tx, actor, ground.clock.now(), playbook, problems, replace))
}

async function put(tx: Tx, actor: Actor, now: Date, playbook: Playbook, problems: readonly Problem[], replace: boolean) {
  await holdDocument(tx, actor.realm, playbook.id)
  const there = await playbookOf(tx, actor.realm, playbook.id)
  const warnings = problems.slice(0, SAID)
  const one = { name: playbook.name.slice(0, 300), labels: labelsOf(playbook), modifiedAt: new Date(playbook.modified), document: playbook, steps: orderOf(playbook).items.filter(isWork).length, warnings, at: now, by: actor.name }
  if (there && there.state === 'active' && write(there.document as Playbook) === write(playbook)) return { id: there.id, version: there.version, changed: false, problems: warnings }
  // The specification tells versions apart by `modified`; real files share id and moment although they are different playbooks.
  if (there && !replace && there.state === 'active' && one.modifiedAt <= there.modified_at) throw new Refusal('conflict', { reason: 'not_later', name: there.name })
  const id = there?.id ?? randomUUID()
  let version = 1
  if (there) version = await replacePlaybook(tx, id, one)
  else await insertPlaybook(tx, id, actor.realm, playbook.id, one)
  await record(tx, actor, now, { action: 'playbooks.import', object: `playbook:${id}`, detail: { cacaoId: playbook.id, version, steps: one.steps, warnings: problems.length } })
  return { id, version, changed: true, problems: warnings }
}

const labelsOf = (playbook: Playbook): string[] => (Array.isArray(playbook['labels']) ? playbook['labels'] : []).filter((one): one is string => typeof one === 'string').map((one) => one.slice(0, 60)).slice(0, 20)

export const addStarters = ({ ground }: Context, actor: Actor) => ground.db.as(actor, async (tx) => {
  const there = await known(tx, starters.map((one) => one.id))
  const missing = starters.filter((one) => !there.has(one.id))
  for (const one of missing) await put(tx, actor, ground.clock.now(), one, [], false)
  return { added: missing.length }
})

export const list = ({ ground }: Context, actor: Actor, query: QueryOf<typeof contract.listPlaybooks>) => ground.db.as(actor, async (tx) => {
  const { rows, total } = await listPlaybooks(tx, actor.realm, query)
  const there = await known(tx, starters.map((one) => one.id))
  return { items: rows.map((row) => viewOf(row, actor)), total, starters: starters.length - there.size }
})

export const one = ({ ground }: Context, actor: Actor, id: string) => ground.db.as(actor, async (tx) => {
  const row = await found(tx, id)
  const document = row.document as Playbook
  const types = document['playbook_types']
  return {
    playbook: viewOf(row, actor), description: wordsOf(document, 'description', 'playbook_extensions'), types: (Array.isArray(types) ? types : []) as string[],
    items: orderOf(document).items as never, problems: row.warnings as never,
    withdrawn: row.withdrawn_at && { at: row.withdrawn_at.toISOString(), by: row.withdrawn_by, reason: row.withdrawn_reason },
  }
})

/** The file and its name. Who took it out is in the log: a document may hold what its author would not want to see abroad. */
export const documentOf = ({ ground }: Context, actor: Actor, id: string) => ground.db.as(actor, async (tx) => {
  const row = await found(tx, id)
  await record(tx, actor, ground.clock.now(), { action: 'playbooks.export', object: `playbook:${row.id}`, detail: { version: row.version } })
  return { text: write(row.document as Playbook), fileName: `${row.cacao_id}.json` }
})

export const withdrawOne = ({ ground }: Context, actor: Actor, id: string, { version, reason }: BodyOf<typeof contract.withdrawPlaybook>) => ground.db.as(actor, async (tx) => {
  const row = await found(tx, id)
  if (row.realm !== actor.realm) throw new Refusal('exercise')
  const now = ground.clock.now()
  const next = await withdraw(tx, id, actor.realm, version, { at: now, name: actor.name, reason })
  if (next === undefined) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'playbooks.withdraw', object: `playbook:${id}`, reason })
  return { version: next }
})

async function found(tx: Tx, id: string): Promise<PlaybookRow> {
  const row = await loadPlaybook(tx, id)
  if (!row) throw new Refusal('not_found')
  return row
}

export const viewOf = (row: PlaybookRow, actor: Actor) => ({
  id: row.id, cacaoId: row.cacao_id, name: wordsOf(row.document as Playbook, 'name', 'playbook_extensions'), labels: row.labels, modifiedAt: row.modified_at.toISOString(), steps: row.steps,
  warnings: (row.warnings as unknown[]).length, version: row.version, state: row.state as 'active' | 'withdrawn', importedAt: row.imported_at.toISOString(), importedBy: row.imported_by, borrowed: row.realm !== actor.realm,
})
