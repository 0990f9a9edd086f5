/**
 * The tables of the present edition. The rows they are made from are kept in memory; after a change the few that changed are read again, and all tables
 * are protected anew. Every process comes to the same ones: the mark is a digest of what they are made from.
 */
import { createHash } from 'node:crypto'
import { createRoom, type Coded } from '#engines/privacy/index.ts'
import { anonymous, system } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createHolding } from '../../core/public/holding.ts'
import { codesOf, DIMENSIONS, protectHeld, type PublicLattice } from '../../core/public/lattice.ts'
import { changesSince, publicRows, type Seen } from '../store/public-store.ts'

export type Edition = { readonly lattice: PublicLattice; readonly mark: string; readonly at: Date | null; readonly rows: number }

export function createEditions(db: Database) {
  const room = createRoom()
  let held = createHolding(DIMENSIONS)
  let seen: Seen | undefined
  let known: Edition | undefined
  let making: Promise<Edition> | undefined
  let waiting: Promise<Edition> | undefined

  async function make(): Promise<Edition> {
    const now = await db.as(system('observatory.edition'), (tx) => changesSince(tx, seen))
    const { rows, at } = await db.as(anonymous, (tx) => publicRows(tx, now.ids === 'all' || !seen ? 'all' : { ids: now.ids, due: seen.at }))
    let changed = known === undefined
    if (now.ids === 'all') { held = createHolding(DIMENSIONS); changed = true }
    else { const there = new Set(rows.map((row) => row.id)); for (const id of now.ids) if (!there.has(id) && held.drop(id)) changed = true }
    for (const row of rows) if (held.put(row.id, codesOf(row))) changed = true
    seen = now.seen
    if (!changed) return (known = { ...known!, at })
    // Should the making fail, the next one begins from what is held.
    known = undefined
    const coded = held.coded()
    return (known = { lattice: protectHeld(coded, room()), mark: markOf(coded), at, rows: coded.rows })
  }

  /** Who asks while one is being made may know of a change that it has not read: he waits for the next, with all others who do. */
  function current(): Promise<Edition> {
    if (making) return (waiting ??= making.catch(() => undefined).then(() => { waiting = undefined; return current() }))
    making = make().finally(() => { making = undefined })
    return making
  }

  return {
    current,
    /** For benches: as in a process that has just begun. */
    forget() { seen = undefined; known = undefined },
  }
}
export type Editions = ReturnType<typeof createEditions>

const markOf = ({ leaves, data }: Coded): string => createHash('sha256').update(JSON.stringify(leaves)).update(data).digest('hex').slice(0, 16)
