/** What is wrong with published tables, looked at from outside as a reader does: a number below `k`, or a group of which everybody went the same way. */
import type { Published } from '#engines/privacy/index.ts'
import { K, L, sensitive } from '../../contract-public.ts'

export type Fault = { readonly rule: 'k' | 'l'; readonly levels: readonly string[]; readonly codes: readonly string[] }

export function faultsOf({ tables }: Published, { k = K, l = L }: { k?: number; l?: number } = {}): Fault[] {
  const faults: Fault[] = []
  for (const { levels, cells } of tables) {
    for (const { codes, value } of cells) if (value !== null && value > 0 && value < k) faults.push({ rule: 'k', levels, codes })
    for (const name of sensitive) {
      const at = levels.indexOf(name)
      if (at < 0 || levels.length < 2) continue
      // Hidden cells count as values that may be: there is one where the sum of the shown ones is not the whole.
      const groups = Map.groupBy(cells, (cell) => cell.codes.filter((_, i) => i !== at).join('\n'))
      for (const list of groups.values()) {
        const shown = list.filter((cell) => cell.value !== 0)
        if (shown.length < l && shown.some((cell) => cell.value !== null && cell.codes[at] !== 'unknown')) faults.push({ rule: 'l', levels, codes: shown[0]!.codes })
      }
    }
  }
  return faults
}
