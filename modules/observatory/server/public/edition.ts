/** The tables of the present edition: protected once for each change of what is public, and kept in memory. Other processes come to the same ones. */
import { anonymous } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import { protectPublic, type PublicLattice } from '../../core/public/lattice.ts'
import { markOf, publicRows } from '../store/public-store.ts'

export type Edition = { readonly lattice: PublicLattice; readonly mark: string; readonly at: Date | null; readonly rows: number }

export function createEditions(db: Database) {
  let known: Edition | undefined
  let making: { readonly mark: string; readonly edition: Promise<Edition> } | undefined

  async function make(): Promise<Edition> {
    // One snapshot: the mark and the rows it stands for.
    return db.as(anonymous, async (tx) => {
      const [{ mark, at }, rows] = [await markOf(tx), await publicRows(tx)]
      return (known = { lattice: protectPublic(rows), mark, at, rows: rows.length })
    })
  }

  return {
    /** However many ask after a change, the tables are made once. */
    async current(): Promise<Edition> {
      const { mark } = await db.as(anonymous, (tx) => markOf(tx))
      if (known?.mark === mark) return known
      if (making?.mark !== mark) {
        const edition = make().finally(() => { making = undefined })
        making = { mark, edition }
      }
      return making.edition
    },
    /** For benches: as after a change. */
    forget() { known = undefined },
  }
}
export type Editions = ReturnType<typeof createEditions>
