import { StateChip } from '#ui/components/state-chip.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import { Icon } from '#ui/icons/icon.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import type { NoticeState, SaidState } from '../../contract.ts'
import { useWords } from './words.ts'

const saidMarks: Readonly<Record<SaidState | 'unknown', ImpactState>> = { down: 'hit', limited: 'degraded', restored: 'restored', working: 'not-hit', unknown: 'unknown' }

/** How a service is: shape, word and colour. */
export function SaidChip({ state }: { state: SaidState | 'unknown' }) {
  const { t } = useWords()
  return <StateChip state={saidMarks[state]} word={t(`said.${state}`)} />
}

const stateIcons: Readonly<Record<NoticeState, IconName>> = { draft: 'file', confirmed: 'clock', published: 'notice', withdrawn: 'cross' }
const stateClasses: Readonly<Record<NoticeState, string>> = { draft: 'notice-state', confirmed: 'notice-state tone-degraded', published: 'notice-state tone-restored', withdrawn: 'notice-state' }

/** Where a notice is on its way to the public. */
export function NoticeStateMark({ state, inside }: { state: NoticeState; inside: boolean }) {
  const { t } = useWords()
  return <span className={stateClasses[state]}><Icon name={stateIcons[state]} />{t(inside && state === 'published' ? 'state.inside' : `state.${state}`)}</span>
}

/** "fra 3 ore · mar 8 dic, 06:00", or a word where there is none. */
export function When({ at, none }: { at: string | null; none: string }) {
  const { f, now } = useWords()
  if (at === null) return <span className="soft">{none}</span>
  const isNear = Math.abs(Date.parse(at) - Date.parse(now)) < 2 * 86_400_000
  return <time className="time when" dateTime={at} title={f.longMoment(at)}>{f.moment(at)}{isNear && <small>{f.relative(at)}</small>}</time>
}
