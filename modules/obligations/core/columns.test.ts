import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { obligationStates, stageColumns } from '../contract.ts'
import { cellsOf, type Placed } from './columns.ts'

const row = (over: Partial<Placed>, key = `${over.regime}/${over.stage}`): Placed => ({ key, regime: 'IT-L90', stage: 'all', state: 'due', strictAt: null, ...over })

describe('a body on the board', () => {
  test('what no regime asks is one cell with one reason, and says that one may notify', () => {
    const cells = cellsOf([row({ stage: 'all', state: 'not_applicable' }), row({ regime: 'IT-NIS2', state: 'not_applicable' }), row({ regime: 'IT-NIS2', stage: 'voluntary', state: 'voluntary' }), row({ regime: 'EU-GDPR33', stage: 'notification' })])
    expect(cells[0]).toMatchObject({ column: 'first', span: 3, voluntary: true, row: { regime: 'IT-L90' } })
    expect(cells[1]).toMatchObject({ column: 'authority', span: 1, row: { regime: 'EU-GDPR33' } })
  })

  test('what is owed or sent stands before a question about the body', () => {
    const cells = cellsOf([row({ regime: 'IT-LAP', state: 'awaiting_input' }), row({ stage: 'first_report', state: 'sent' }), row({ stage: 'notification', state: 'due', strictAt: new Date('2026-12-11T08:00:00Z') })])
    expect(cells.map((cell) => cell.row?.stage)).toEqual(['first_report', 'notification', 'all', undefined])
    expect(cells[0]!.more).toBe(1)
  })

  test('of two that are due the sooner is in front', () => {
    const [first] = cellsOf([row({ stage: 'first_report', strictAt: new Date('2026-12-10T00:00:00Z') }), row({ regime: 'EU-CRA-INC', stage: 'early_warning', strictAt: new Date('2026-12-09T00:00:00Z') })])
    expect(first!.row!.regime).toBe('EU-CRA-INC')
  })

  test('whatever comes, the cells fill the columns, in order, and nothing that is exceeded hides behind the rest', () => {
    const some = fc.array(fc.record({ regime: fc.constantFrom('IT-L90', 'IT-NIS2', 'EU-GDPR33', 'EU-GDPR34', 'EU-DORA', 'FR-OSE', 'IT-LAP'), stage: fc.constantFrom('all', 'first_report', 'notification', 'final', 'progress', 'voluntary', 'attachment'), state: fc.constantFrom(...obligationStates) }), { maxLength: 14 })
    fc.assert(fc.property(some, (rows) => {
      const cells = cellsOf(rows.map((one, at) => row(one, `${at}`)))
      expect(cells.reduce((sum, cell) => sum + cell.span, 0)).toBe(stageColumns.length)
      expect(cells.map((cell) => stageColumns.indexOf(cell.column))).toEqual(cells.map((cell) => stageColumns.indexOf(cell.column)).sort((a, b) => a - b))
      if (rows.some((one) => one.state === 'exceeded')) expect(cells.some((cell) => cell.row?.state === 'exceeded')).toBe(true)
    }))
  })
})
