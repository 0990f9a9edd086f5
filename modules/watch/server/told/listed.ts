/** The values of a list as it may tell them, and in whose name. */
import { gunzipSync } from 'node:zlib'
import { createStore, eachValue, type Indicator } from '#engines/indicators/index.ts'
import type { Maker } from '#engines/stix/index.ts'
import type { Tlp } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import type { ListFormat } from '../../contract-lists.ts'
import { TOLD } from '../../contract-told.ts'
import { readInto } from '../../core/lists/read.ts'
import { indicatorsOf } from '../../core/told/indicators.ts'
import type { Context } from '../context.ts'
import { partsOf, withdrawnOf } from '../store/lists-store.ts'
import type { TellingRow } from '../store/told-store.ts'

/** As old as the public pages of a centre say it is: objects of ours that never change are of then. */
const SINCE = '2020-01-01T00:00:00.000Z'

export const isTooLarge = ({ bytes, values }: { readonly bytes: number; readonly values: number }): boolean => Number(bytes) > TOLD.bytes || values > TOLD.values

export async function makerOf({ ground: { publicUrl } }: Context, tx: Tx): Promise<Maker> {
  const { name, languages } = await readCentre(tx)
  return { name: name[languages[0] ?? 'it'] ?? Object.values(name)[0] ?? publicUrl, url: publicUrl, since: SINCE }
}
export async function listedOf(context: Context, tx: Tx, row: TellingRow): Promise<ReturnType<typeof indicatorsOf>> {
  const [maker, parts, values] = [await makerOf(context, tx), await partsOf(tx, row.id, row.current), [] as Indicator[]]
  const withdrawn = new Set((await withdrawnOf(tx, row.id)).map((one) => one.value))
  const kept = createStore()
  readInto(kept, row.format as Exclude<ListFormat, 'warning'>, parts.map((one) => new Uint8Array(gunzipSync(one))), { source: row.id, confidence: row.confidence, tlp: row.tlp as Tlp })
  eachValue(kept, (one) => { if (!withdrawn.has(one.value)) values.push(one) })
  return indicatorsOf({ id: row.id, name: row.name, source: row.source, licence: row.licence, tlp: row.tlp as Tlp, confidence: row.confidence, days: row.days, own: row.resharing === 'own', at: row.at }, values, maker, context.ground.clock.now())
}
