/** What the centre says of itself to other teams. */
import { centreChanged } from '#modules/identity/contract.ts'
import { record } from '#platform/audit/index.ts'
import { emit } from '#platform/events/index.ts'
import { LIVE, Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { ProfileItem } from '../contract.ts'
import { emptyTexts, readFingerprint } from '../core/profile.ts'
import { wrong, type Context } from './context.ts'
import { loadProfile, writeProfile } from './store/profile-store.ts'

export const read = ({ ground: { db } }: Context, actor: Actor): Promise<ProfileItem> => db.as(actor, (tx) => stored(tx, actor.realm))

export const save = ({ ground: { db, clock } }: Context, actor: Actor, { version, texts, fingerprint: typed, keyAddress }: BodyOf<typeof contract.saveProfile>): Promise<ProfileItem> => db.as(actor, async (tx) => {
  const fingerprint = readFingerprint(typed)
  if (fingerprint === undefined) throw wrong('fingerprint', 'fingerprint')
  if (!(await writeProfile(tx, actor.realm, version, { texts, fingerprint, keyAddress, at: clock.now(), by: actor.name }))) throw new Refusal('conflict')
  // The first time, a link to the page appears under each public page.
  if (version === 0) await emit(tx, actor, centreChanged, {})
  await record(tx, actor, clock.now(), { action: 'coordination.save_profile', object: 'centre', detail: { fingerprint } })
  return stored(tx, actor.realm)
})

/** Whether there is anything to link to: the centre has written of itself. */
export const isPresented = async (tx: Tx): Promise<boolean> => (await loadProfile(tx, LIVE)) !== undefined

async function stored(tx: Tx, realm: string): Promise<ProfileItem> {
  const row = await loadProfile(tx, realm)
  return { texts: { ...emptyTexts(), ...(row?.texts as ProfileItem['texts'] | undefined) }, fingerprint: row?.fingerprint ?? '', keyAddress: row?.key_address ?? '', changedAt: row?.changed_at.toISOString() ?? null, changedBy: row?.changed_by ?? '', version: row?.version ?? 0 }
}
