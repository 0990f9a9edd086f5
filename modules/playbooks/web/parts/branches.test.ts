import { expect, test } from 'vitest'
import { orderOf } from '#engines/playbooks/index.ts'
import type { PlanItem } from '../../contract.ts'
import { starters } from '../../core/starters/index.ts'
import { placed } from './branches.ts'

test('each branch is said where it begins, and work is numbered without gaps', () => {
  for (const one of starters) {
    const rows = placed(orderOf(one).items as readonly PlanItem[])
    expect(rows.flatMap((row) => row.number ?? [])).toEqual(rows.filter((row) => row.item.kind === 'do' || row.item.kind === 'playbook').map((_, i) => i + 1))
    for (const [i, row] of rows.entries()) {
      const before = rows[i - 1]?.item.under
      expect(row.branch !== null).toBe(row.item.under !== null && (before?.id !== row.item.under.id || before.answer !== row.item.under.answer))
      if (row.branch) expect(row.branch.of?.id).toBe(row.item.under!.id)
    }
  }
})
