/** Stored rows → the board's cells and the lines of what is owed, each text said once. */
import * as engine from '#engines/deadlines/index.ts'
import type { Country, FactPath, Language, Message, RegimeId } from '#engines/deadlines/index.ts'
import { closedStates, type BoardCell, type BoardWords, type ObligationItem, type ObligationState } from '../contract.ts'
import { askOf } from './asked.ts'
import { cellsOf } from './columns.ts'
import { draftFor, labelOf, stateAt, type StoredObligation } from './views.ts'

type Keyed = StoredObligation & { readonly key: string }
type Land = { readonly lang: Language; readonly country: Country; readonly now: Date }

/** Texts of a page, each once; a row keeps the place. */
export function shelf() {
  const texts: string[] = []
  const places = new Map<string, number>()
  return {
    texts,
    put(text: string): { why?: number } {
      if (text === '') return {}
      const known = places.get(text)
      if (known !== undefined) return { why: known }
      places.set(text, texts.push(text) - 1)
      return { why: texts.length - 1 }
    },
  }
}
export type Shelf = ReturnType<typeof shelf>

/** `owed`: what is not due is left out, cells too. */
export function boardRow(rows: readonly Keyed[], land: Land, texts: Shelf, owed: boolean): { regime?: string; cells: BoardCell[] } {
  const placed = rows.map((row) => ({ ...row, state: stateAt(row, land.now), strictAt: row.strict_at })).filter((row) => !owed || !(closedStates as readonly string[]).includes(row.state))
  const cells = cellsOf(placed)
  const reporting = cells.find(({ row, column }) => row && openStates.includes(row.state) && column !== 'authority' && column !== 'people' && row.stage !== 'all')?.row
  return {
    ...(reporting ? { regime: engine.regimeTitle(reporting.regime as RegimeId, land.lang) } : {}),
    cells: cells.map(({ column, span, row, more, voluntary }) => {
      const { regime: _, stage: __, recipient: ___, ...item } = row ? itemOf(row, land, texts) : ({} as Partial<ObligationItem>)
      return { column, ...(span > 1 ? { span } : {}), ...item, ...(more > 0 ? { more } : {}), ...(voluntary ? { voluntary: true as const } : {}) }
    }),
  }
}

const openStates: readonly ObligationState[] = ['exceeded', 'due', 'due_without_hours', 'awaiting_input', 'voluntary']

export function itemOf(row: Keyed, land: Land, texts: Shelf): ObligationItem {
  const state = stateAt(row, land.now)
  const ask = state === 'awaiting_input' ? askOf(row.missing) : null
  const strictAt = iso(row.strict_at)
  const legalAt = iso(row.legal_at)
  const draft = openStates.includes(state) ? draftFor(row.recipient) : null
  return {
    key: row.key, regime: row.regime, stage: row.stage, recipient: row.recipient, state,
    ...(strictAt ? { strictAt } : {}), ...(legalAt && legalAt !== strictAt ? { legalAt } : {}), ...(row.sent_at ? { sentAt: iso(row.sent_at)! } : {}),
    ...(row.protocol ? { protocol: row.protocol } : {}), ...(row.late ? { late: true as const } : {}),
    ...(ask ? { ask } : texts.put(noteOf(row, state, land))), ...(draft ? { draft } : {}),
  }
}

/** The one sentence that a line has room for. */
function noteOf(row: Keyed, state: ObligationState, { lang, country }: Land): string {
  const reasons = row.reasons as Message[]
  const said = (message: Message | undefined) => (message ? engine.renderMessage(message, lang, country) : '')
  switch (state) {
    case 'not_applicable': case 'not_in_force': return said(reasons.at(-1))
    case 'displaced': case 'voluntary': case 'awaiting_input': return said(reasons[0])
    case 'due_without_hours': return labelOf(engine.stageLabels, row.stage, lang)
    default: return ''
  }
}

/** What the codes of some lines are called. */
export function wordsFor(items: readonly Pick<ObligationItem, 'regime' | 'stage' | 'recipient'>[], lang: Language, reasons: readonly string[]): BoardWords {
  const each = (codes: Iterable<string>, say: (code: string) => string) => Object.fromEntries([...new Set(codes)].map((code) => [code, say(code)]))
  return {
    regimes: each(items.map((one) => one.regime), (code) => engine.regimeTitle(code as RegimeId, lang)),
    stages: each(items.map((one) => one.stage), (code) => labelOf(engine.stageLabels, code, lang)),
    recipients: each(items.map((one) => one.recipient), (code) => labelOf(engine.recipientLabels, code, lang)),
    reasons: [...reasons],
  }
}

export const firstQuestion = (row: StoredObligation, lang: Language): { question?: string } => (row.missing[0] === undefined ? {} : { question: engine.factQuestion(row.missing[0] as FactPath, lang) })

const iso = (date: Date | null) => date?.toISOString().replace('.000Z', 'Z')
