/** Rows of the keys of a day, each sealed to the centre's own key. */
import type { SealedThings } from '../keys/renew.ts'
import { own, type Tx } from './index.ts'

const q = (tx: Tx) => own<'platform'>(tx)
export const readDayKey = async (tx: Tx, name: string): Promise<string | undefined> => (await q(tx).selectFrom('platform.day_key').select('sealed').where('name', '=', name).executeTakeFirst())?.sealed
/** Who comes second keeps the first one's. */
export async function insertDayKey(tx: Tx, name: string, sealed: string, at: Date): Promise<void> {
  await q(tx).insertInto('platform.day_key').values({ name, sealed, made_at: at }).onConflict((c) => c.column('name').doNothing()).execute()
}
export const allDayKeys = (tx: Tx): Promise<{ name: string; sealed: string }[]> => q(tx).selectFrom('platform.day_key').select(['name', 'sealed']).execute()
/** Unless somebody has changed it meanwhile. */
export async function replaceDayKey(tx: Tx, { name, sealed }: { name: string; sealed: string }, fresh: string): Promise<void> {
  await q(tx).updateTable('platform.day_key').set({ sealed: fresh }).where('name', '=', name).where('sealed', '=', sealed).execute()
}

/** For a new key of the centre: with its few keys of days, all that they sealed is under the new one. */
export const sealedDayKeys: SealedThings = { kind: 'texts', id: 'platform.day_keys', list: allDayKeys, replace: replaceDayKey }
