/** The centre's row, which belongs to the app role, and the rule of the second step, which belongs to the auth role. */
import { readCentre, type Centre } from '#platform/db/centre.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Contacts } from '../../contract.ts'

export type Kept = Omit<Centre, 'contacts'> & { readonly contacts: Partial<Contacts>; readonly updatedAt: Date; readonly linkHash: string | null; readonly linkExpiresAt: Date | null }
/** With `lock`, until the transaction ends: two browsers make one centre, two coordinators change it one after the other. */
export async function loadCentre(tx: Tx, lock = false): Promise<Kept> {
  let query = own<'platform'>(tx).selectFrom('platform.centre').select(['updated_at', 'setup_token_hash', 'setup_token_expires_at'])
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirstOrThrow()
  const centre = await readCentre(tx)
  return { ...centre, contacts: centre.contacts as Partial<Contacts>, updatedAt: row.updated_at, linkHash: row.setup_token_hash, linkExpiresAt: row.setup_token_expires_at }
}

export async function saveSetupToken(tx: Tx, hash: string, expiresAt: Date): Promise<void> {
  await own<'platform'>(tx).updateTable('platform.centre').set({ setup_token_hash: hash, setup_token_expires_at: expiresAt }).execute()
}

export type CentreFacts = Pick<Kept, 'name' | 'region' | 'country' | 'timeZone' | 'languages' | 'contacts'>
export async function saveCentre(tx: Tx, { name, region, country, timeZone, languages, contacts }: CentreFacts, at: Date): Promise<void> {
  await own<'platform'>(tx).updateTable('platform.centre').set({
    name: JSON.stringify(name), region: JSON.stringify(region), country, time_zone: timeZone, languages: [...languages],
    contacts: JSON.stringify(contacts), updated_at: at,
  }).execute()
}

export async function openCentre(tx: Tx, demo: boolean): Promise<void> {
  await own<'platform'>(tx).updateTable('platform.centre').set({ ready: true, demo, setup_token_hash: null, setup_token_expires_at: null }).execute()
}

export async function readPolicy(tx: Tx): Promise<boolean> {
  return (await own<'identity'>(tx).selectFrom('identity.policy').select('second_factor').executeTakeFirstOrThrow()).second_factor
}

export async function savePolicy(tx: Tx, secondFactor: boolean): Promise<void> {
  await own<'identity'>(tx).updateTable('identity.policy').set({ second_factor: secondFactor }).execute()
}
