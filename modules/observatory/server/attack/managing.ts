/** Which release is in use, and a person's word that brings an entry's techniques up to it. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { EVERY_PAGE } from '#modules/notices/contract.ts'
import type { AttackDomain, AttackMatrix } from '../../contract-attack.ts'
import type { Statement } from '../../contract-facts.ts'
import { matrixOf } from '../../core/attack/matrix.ts'
import type { Context } from '../context.ts'
import { againDraft, loadRoot, save } from '../entries.ts'
import { refold, sayMore } from '../recording.ts'
import { codesTogether, deleteRelease, holdAttack, releaseById, releaseInUse, switchRelease, techniquesOf } from '../store/attack-store.ts'
import { recordOf } from '../store/entries-store.ts'
import { toRelease } from './changes.ts'
import { speak } from './speaking.ts'

/** @throws Refusal not_found; conflict when another one is in use than was seen. */
export async function useRelease({ ground: { db, clock }, needs }: Context, actor: Actor, releaseId: string, instead: string | null): Promise<void> {
  await db.as(actor, async (tx) => {
    await holdAttack(tx)
    const release = await releaseById(tx, releaseId)
    if (!release) throw new Refusal('not_found')
    const before = await releaseInUse(tx, release.domain)
    if ((before?.id ?? null) !== instead) throw new Refusal('conflict')
    if (before?.id === releaseId) return
    await switchRelease(tx, releaseId, release.domain, { id: actor.id, name: actor.name, at: clock.now() })
    await record(tx, actor, clock.now(), { action: 'observatory.attack_use', object: `attack:${releaseId}`, detail: { domain: release.domain, version: release.version, instead: before?.version ?? null } })
  })
  // Names stand on public pages of cases.
  needs.pages.drop([EVERY_PAGE])
}

/** @throws Refusal not_found; conflict for the one in use. */
export async function removeRelease({ ground: { db, clock } }: Context, actor: Actor, releaseId: string): Promise<void> {
  await db.as(actor, async (tx) => {
    await holdAttack(tx)
    const release = await releaseById(tx, releaseId)
    if (!release) throw new Refusal('not_found')
    if (release.inUse) throw new Refusal('conflict', { reason: 'in_use' })
    await deleteRelease(tx, releaseId)
    await record(tx, actor, clock.now(), { action: 'observatory.attack_remove', object: `attack:${releaseId}`, detail: { domain: release.domain, version: release.version } })
  })
}

export async function readMatrix({ ground: { db } }: Context, actor: Actor, domain: AttackDomain): Promise<AttackMatrix> {
  return db.as(actor, async (tx) => {
    const [release, groups] = [await releaseInUse(tx, domain), await codesTogether(tx)]
    return { release: release ? toRelease(release) : null, of: groups.reduce((sum, one) => sum + one.n, 0), ...matrixOf(release?.tactics ?? [], release ? await techniquesOf(tx, release.id) : [], groups) }
  })
}

/** @throws Refusal not_found; conflict when somebody changed the entry meanwhile, or no code of it is called otherwise now. */
export async function renewTechniques({ ground: { db, clock } }: Context, actor: Actor, entryId: string, version: number): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    const held = (await recordOf(tx, entryId))?.facts.techniques ?? []
    const said = await speak(tx, held)
    const renewed = [...new Set(said.map((one) => one.now?.code ?? one.code))]
    if (said.every((one) => one.now === null)) throw new Refusal('conflict', { reason: 'nothing_new' })
    const now = clock.now()
    const statement: Statement = { source: { kind: 'person', title: 'ATT&CK' }, facts: { techniques: renewed }, confidence: 90, confidences: {} }
    const id = randomUUID()
    await sayMore(tx, actor, now, entryId, statement, id)
    // Chosen, since sources that are united would bring the old codes back.
    const done = await save(tx, entry, { ...againDraft(entry), chosen: { ...entry.chosen, techniques: id } }, now)
    await refold(tx, actor, now, [entryId])
    await record(tx, actor, now, { action: 'observatory.attack_renew', object: `entry:${entryId}`, detail: { codes: said.flatMap((one) => (one.now ? [`${one.code} ${one.now.code}`] : [])) } })
    return done
  })
}
