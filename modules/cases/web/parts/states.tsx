import type { ReactNode } from 'react'
import { Confidence } from '#ui/components/console-marks.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import { toneOf, type ImpactState } from '#ui/components/tones.ts'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useWords } from '../words.ts'

export type Standing = {
  readonly answer: 'unknown' | 'hit' | 'not_hit' | 'data_lost'; readonly answeredAt: string | null; readonly inferred: 'hit' | 'degraded' | 'data_at_risk' | 'none'; readonly confidence: number
  readonly observed: 'unknown' | 'down' | 'degraded' | 'working'; readonly reopenedSafeAt: string | null
}

const answerMarks: Readonly<Record<Standing['answer'], ImpactState>> = { hit: 'hit', not_hit: 'not-hit', data_lost: 'at-risk', unknown: 'unknown' }
const inferredMarks: Readonly<Record<Standing['inferred'], ImpactState>> = { hit: 'hit', degraded: 'degraded', data_at_risk: 'at-risk', none: 'not-hit' }
const observedMarks: Readonly<Record<Standing['observed'], ImpactState>> = { unknown: 'unknown', down: 'hit', degraded: 'degraded', working: 'restored' }
const stateMarks: Readonly<Record<'open' | 'contained' | 'recovering' | 'closed', ImpactState>> = { open: 'hit', contained: 'degraded', recovering: 'restored', closed: 'not-hit' }

export const levelOf = (confidence: number): 0 | 1 | 2 | 3 => (confidence <= 0 ? 0 : confidence < 0.5 ? 1 : confidence < 0.85 ? 2 : 3)
export const levelKeys = ['confidence.none', 'confidence.low', 'confidence.medium', 'confidence.high'] as const

export function Sureness({ confidence }: { confidence: number }) {
  const t = useWords()
  const level = levelOf(confidence)
  return <Confidence level={level} word={t(levelKeys[level])} />
}

/** What the model says: outlined, always with "probable", never a solid chip. */
export function Inferred({ inferred }: { inferred: Standing['inferred'] }) {
  const t = useWords()
  return (
    <span className={`inferred ${toneOf[inferredMarks[inferred]]}`}>
      <Glyph state={inferredMarks[inferred]} />
      {t(`inferred.${inferred}`)}
    </span>
  )
}

/** What the body itself said: a solid chip with the sign of a person. */
export function Answered({ one }: { one: Pick<Standing, 'answer' | 'answeredAt'> }) {
  const t = useWords()
  if (one.answeredAt === null) return <span className="awaiting"><Icon name="clock" />{t('answer.unanswered')}</span>
  return <StateChip state={answerMarks[one.answer]} word={one.answer === 'unknown' ? t('answer.dontKnow') : t(`answer.${one.answer}`)} />
}

export function Observed({ observed }: { observed: Standing['observed'] }) {
  const t = useWords()
  return <StateChip state={observedMarks[observed]} word={t(`observed.${observed}`)} />
}

export function CaseState({ one }: { one: { state: 'open' | 'contained' | 'recovering' | 'closed'; reopenedSafeAt: string | null } }) {
  const t = useWords()
  if (one.reopenedSafeAt !== null && one.state !== 'closed') return <StateChip state="restored" word={t('case.safe')} />
  return <StateChip state={stateMarks[one.state]} word={t(`state.${one.state}`)} />
}

/** Where a body stands on the map: its own word first; without it, not known, however sure the model is. */
export function standingOf(one: Standing): ImpactState {
  if (one.answeredAt === null || (one.answer === 'unknown')) return 'unknown'
  if (one.answer === 'not_hit') return 'not-hit'
  if (one.answer === 'data_lost') return 'at-risk'
  if (one.reopenedSafeAt !== null || one.observed === 'working') return 'restored'
  return one.observed === 'degraded' ? 'degraded' : 'hit'
}

/** "fra 3 ore · mar 8 dic, 06:00" on two lines, for a cell. */
export function When({ at, none }: { at: string | null; none?: string }) {
  const { f } = useLook()
  if (at === null) return <span className="soft">{none ?? '—'}</span>
  return <time className="time when" dateTime={at}>{f.moment(at)}<small>{f.relative(at)}</small></time>
}

/** Names and values of a side panel, one under the other. */
export function Facts({ items }: { items: readonly (readonly [term: string, value: ReactNode] | false)[] }) {
  return (
    <dl className="facts-list">
      {items.filter((item) => item !== false).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
