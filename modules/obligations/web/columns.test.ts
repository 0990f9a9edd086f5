import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemsOf } from '#ui/i18n/translator.ts'
import { obligationStates, type ObligationView } from '../contract.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import { cellsOf, stageColumns } from './columns.ts'

const view = (over: Partial<ObligationView>): ObligationView => ({
  id: `${over.regime}/${over.stage}`, regime: 'IT-L90', regimeTitle: '', stage: 'all', stageLabel: '', state: 'due', stateLabel: '', article: '', source: '', certainty: 'official', certaintyLabel: '', verifiedOn: null,
  recipient: 'csirt_italia', recipientLabel: '', channelLabel: '', strictAt: null, legalAt: null, outerAt: null, fromClock: null, fromMoment: null, sentAt: null, protocol: null, late: false, missing: [], reasons: [], draft: null, ...over,
})

describe('a body on the board', () => {
  test('what no regime asks is one cell with one reason, and says that one may notify', () => {
    const cells = cellsOf([view({ stage: 'all', state: 'not_applicable' }), view({ regime: 'IT-NIS2', state: 'not_applicable' }), view({ regime: 'IT-NIS2', stage: 'voluntary', state: 'voluntary' }), view({ regime: 'EU-GDPR33', stage: 'notification' })])
    expect(cells[0]).toMatchObject({ column: 'first', span: 3, voluntary: true, view: { regime: 'IT-L90' } })
    expect(cells[1]).toMatchObject({ column: 'authority', span: 1, view: { regime: 'EU-GDPR33' } })
  })

  test('what is owed or sent stands before a question about the body', () => {
    const cells = cellsOf([view({ regime: 'IT-LAP', state: 'awaiting_input' }), view({ stage: 'first_report', state: 'sent' }), view({ stage: 'notification', state: 'due', strictAt: '2026-12-11T08:00:00Z' })])
    expect(cells.map((cell) => cell.view?.stage)).toEqual(['first_report', 'notification', 'all', undefined])
    expect(cells[0]!.more).toBe(1)
  })

  test('of two that are due the sooner is in front', () => {
    const [first] = cellsOf([view({ stage: 'first_report', strictAt: '2026-12-10T00:00:00Z' }), view({ regime: 'EU-CRA-INC', stage: 'early_warning', strictAt: '2026-12-09T00:00:00Z' })])
    expect(first!.view!.regime).toBe('EU-CRA-INC')
  })

  test('whatever comes, the cells fill the columns, in order, and nothing that is exceeded hides behind the rest', () => {
    const some = fc.array(fc.record({ regime: fc.constantFrom('IT-L90', 'IT-NIS2', 'EU-GDPR33', 'EU-GDPR34', 'EU-DORA', 'FR-OSE', 'IT-LAP'), stage: fc.constantFrom('all', 'first_report', 'notification', 'final', 'progress', 'voluntary', 'attachment'), state: fc.constantFrom(...obligationStates) }), { maxLength: 14 })
    fc.assert(fc.property(some, (rows) => {
      const cells = cellsOf(rows.map((row, at) => view({ ...row, id: `${at}` })))
      expect(cells.reduce((sum, cell) => sum + cell.span, 0)).toBe(stageColumns.length)
      expect(cells.map((cell) => stageColumns.indexOf(cell.column))).toEqual(cells.map((cell) => stageColumns.indexOf(cell.column)).sort((a, b) => a - b))
      if (rows.some((row) => row.state === 'exceeded')) expect(cells.some((cell) => cell.view?.state === 'exceeded')).toBe(true)
    }))
  })
})

test('three languages, the same keys and placeholders', () => {
  expect(problemsOf({ it, fr, en })).toEqual([])
})
