import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { Formats } from '#ui/i18n/formats.ts'
import type { ObligationView } from '../../contract.ts'
import type { WordKey, Words } from '../words.ts'

type Tone = '' | 'tone-hit' | 'tone-degraded' | 'tone-restored' | 'tone-quiet'
export type Mark = { readonly tone: Tone; readonly glyph: 'hit' | 'degraded' | 'restored' | 'not-hit' | 'clock' | 'flag'; readonly head: string; readonly moment: string | null; readonly note: string }

const threeHoursMs = 3 * 3_600_000

/** Icon, word and colour of an obligation at `now`, the same on the board, in the line of time and in the dialog. */
export function markOf(view: ObligationView, now: string, t: Words, f: Formats, size?: 'short'): Mark {
  const relative = size ? f.shortRelative : f.relative
  const left = view.strictAt ? Date.parse(view.strictAt) - Date.parse(now) : undefined
  switch (view.state) {
    case 'exceeded':
      return { tone: 'tone-hit', glyph: 'hit', head: t('cell.exceeded', { ago: relative(view.legalAt ?? view.strictAt ?? now) }), moment: view.legalAt ?? view.strictAt, note: '' }
    case 'due':
      if (left === undefined) return { tone: '', glyph: 'clock', head: view.stateLabel, moment: null, note: '' }
      // Past the prudent reading, still inside the legal one: the law counts on, nobody should.
      if (left <= 0) return { tone: 'tone-degraded', glyph: 'degraded', head: t('cell.strictPassed', { left: relative(view.legalAt ?? now) }), moment: view.legalAt, note: '' }
      return { tone: left <= threeHoursMs ? 'tone-degraded' : '', glyph: left <= threeHoursMs ? 'degraded' : 'clock', head: relative(view.strictAt!), moment: view.strictAt, note: '' }
    case 'due_without_hours':
      return { tone: '', glyph: 'flag', head: t('cell.now'), moment: null, note: view.stageLabel }
    case 'awaiting_input':
      if (left !== undefined && left <= 0) return { tone: 'tone-hit', glyph: 'hit', head: t('cell.awaitingPast', { ago: relative(view.strictAt!) }), moment: view.strictAt, note: awaited(view, t) }
      return { tone: 'tone-quiet', glyph: 'clock', head: t('cell.awaiting'), moment: left === undefined ? null : view.strictAt, note: awaited(view, t) }
    case 'sent':
      return { tone: view.late ? 'tone-degraded' : 'tone-restored', glyph: view.late ? 'degraded' : 'restored', head: t(view.late ? 'cell.sentLate' : 'cell.sent', { at: f.moment(view.sentAt ?? now) }), moment: null, note: '' }
    case 'registered':
      return { tone: 'tone-restored', glyph: 'restored', head: t('cell.registered'), moment: null, note: t('cell.registeredNote') }
    case 'voluntary':
      return { tone: 'tone-quiet', glyph: 'not-hit', head: t('cell.voluntary'), moment: null, note: view.reasons[0] ?? '' }
    case 'displaced':
      return { tone: 'tone-quiet', glyph: 'not-hit', head: t('cell.displaced'), moment: null, note: view.reasons[0] ?? '' }
    case 'not_in_force':
    case 'not_applicable':
      return { tone: 'tone-quiet', glyph: 'not-hit', head: t('cell.notDue'), moment: null, note: view.reasons.at(-1) ?? '' }
  }
}

/** What is to be done and to whom; the people concerned are already in the name of their communication. */
export const whatOf = (view: ObligationView): string => (view.recipient === 'none' || view.recipient === 'data_subjects' ? view.stageLabel : `${view.stageLabel} · ${view.recipientLabel}`)

export function MarkGlyph({ mark }: { mark: Mark }) {
  return mark.glyph === 'clock' || mark.glyph === 'flag' ? <Icon name={mark.glyph} /> : <Glyph state={mark.glyph} />
}

const asked: Readonly<Record<string, WordKey>> = {
  'decisions.gdprRisk': 'await.risk', 'decisions.significant': 'await.significant', 'incident.personalData': 'await.personalData', 'decisions.doraMajor': 'await.major', 'decisions.healthSignificant': 'await.significant',
  'filings.notification': 'await.notification', 'filings.early_warning': 'await.earlier', 'filings.initial': 'await.earlier', 'filings.intermediate': 'await.earlier',
}

/** The first thing to answer, in four words. The clock comes first: nothing runs without it. */
export function awaited(view: ObligationView, t: Words): string {
  const facts = view.missing.map((one) => one.fact)
  if (facts.some((fact) => fact === 'clocks.aware' || fact === 'clocks.breach_aware')) return t('await.aware')
  const first = facts.find((fact) => fact in asked)
  if (first) return t(asked[first]!)
  return facts.some((fact) => fact.startsWith('party.')) ? t('await.party') : facts.length > 0 ? t('await.fact') : view.reasons[0] ?? ''
}
