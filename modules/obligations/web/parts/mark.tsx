import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { Formats } from '#ui/i18n/formats.ts'
import type { ObligationState, ObligationView } from '../../contract.ts'
import { sayCode, type Words } from '../words.ts'

type Tone = '' | 'tone-hit' | 'tone-degraded' | 'tone-restored' | 'tone-quiet'
export type Mark = { readonly tone: Tone; readonly glyph: 'hit' | 'degraded' | 'restored' | 'not-hit' | 'clock' | 'flag'; readonly head: string; readonly moment: string | null; readonly note: string }

const threeHoursMs = 3 * 3_600_000

/** What a mark is drawn from: a whole obligation, or the line of a list. `note` is the one sentence there is room for. */
export type Marked = {
  readonly state: ObligationState
  readonly strictAt?: string | null | undefined
  readonly legalAt?: string | null | undefined
  readonly sentAt?: string | null | undefined
  readonly late?: boolean | undefined
  readonly ask?: string | null | undefined
  readonly note?: string | undefined
}

/** Icon, word and colour of an obligation at `now`, the same on the board, in the line of time and in the dialog. */
export function markOf(one: Marked, now: string, t: Words, f: Formats, size?: 'short'): Mark {
  const relative = size ? f.shortRelative : f.relative
  const strictAt = one.strictAt ?? null
  const legalAt = one.legalAt ?? strictAt
  const left = strictAt ? Date.parse(strictAt) - Date.parse(now) : undefined
  const note = one.note ?? ''
  const awaited = one.ask ? sayCode(t, 'await', one.ask) : note
  switch (one.state) {
    case 'exceeded':
      return { tone: 'tone-hit', glyph: 'hit', head: t('cell.exceeded', { ago: relative(legalAt ?? now) }), moment: legalAt, note: '' }
    case 'due':
      if (left === undefined) return { tone: '', glyph: 'clock', head: t('state.due'), moment: null, note: '' }
      // Past the prudent reading, still inside the legal one: the law counts on, nobody should.
      if (left <= 0) return { tone: 'tone-degraded', glyph: 'degraded', head: t('cell.strictPassed', { left: relative(legalAt ?? now) }), moment: legalAt, note: '' }
      return { tone: left <= threeHoursMs ? 'tone-degraded' : '', glyph: left <= threeHoursMs ? 'degraded' : 'clock', head: relative(strictAt!), moment: strictAt, note: '' }
    case 'due_without_hours':
      return { tone: '', glyph: 'flag', head: t('cell.now'), moment: null, note }
    case 'awaiting_input':
      if (left !== undefined && left <= 0) return { tone: 'tone-hit', glyph: 'hit', head: t('cell.awaitingPast', { ago: relative(strictAt!) }), moment: strictAt, note: awaited }
      return { tone: 'tone-quiet', glyph: 'clock', head: t('cell.awaiting'), moment: strictAt, note: awaited }
    case 'sent':
      return { tone: one.late ? 'tone-degraded' : 'tone-restored', glyph: one.late ? 'degraded' : 'restored', head: t(one.late ? 'cell.sentLate' : 'cell.sent', { at: f.moment(one.sentAt ?? now) }), moment: null, note: '' }
    case 'registered':
      return { tone: 'tone-restored', glyph: 'restored', head: t('cell.registered'), moment: null, note: t('cell.registeredNote') }
    case 'voluntary':
      return { tone: 'tone-quiet', glyph: 'not-hit', head: t('cell.voluntary'), moment: null, note }
    case 'displaced':
      return { tone: 'tone-quiet', glyph: 'not-hit', head: t('cell.displaced'), moment: null, note }
    case 'not_in_force':
    case 'not_applicable':
      return { tone: 'tone-quiet', glyph: 'not-hit', head: t('cell.notDue'), moment: null, note }
  }
}

/** A whole obligation, with the reason that stands in a line. */
export const marked = (view: ObligationView): Marked => ({
  ...view,
  note: view.state === 'due_without_hours' ? view.stageLabel : view.state === 'not_applicable' || view.state === 'not_in_force' ? view.reasons.at(-1) ?? '' : view.reasons[0] ?? '',
})

/** What is to be done and to whom; the people concerned are already in the name of their communication. */
export const whatOf = (view: { readonly recipient: string; readonly stageLabel: string; readonly recipientLabel: string }): string =>
  view.recipient === 'none' || view.recipient === 'data_subjects' ? view.stageLabel : `${view.stageLabel} · ${view.recipientLabel}`

export function MarkGlyph({ mark }: { mark: Mark }) {
  return mark.glyph === 'clock' || mark.glyph === 'flag' ? <Icon name={mark.glyph} /> : <Glyph state={mark.glyph} />
}
