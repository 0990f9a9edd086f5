import { DataTable } from '#ui/components/table.tsx'
import type { ExerciseView } from '../../contract.ts'
import { useWords } from '../words.ts'

const WIDTH = 640
const HEIGHT = 220
const LEFT = 44
const RIGHT = 128
const TOP = 14
const BOTTOM = 28
const EVERY_HOURS = 24

/** How many had answered and how many were back, hour by hour: two lines that only rise, each with its word, and the same numbers as a table. */
export function Curve({ run }: { run: ExerciseView }) {
  const { t, f } = useWords()
  const { curve } = run
  const total = run.counts?.children ?? 0
  const last = curve.at(-1)
  if (!last || total === 0) return null
  const lastHour = Math.max(EVERY_HOURS, last.hour)
  const x = (hour: number): number => LEFT + (hour / lastHour) * (WIDTH - LEFT - RIGHT)
  const y = (count: number): number => HEIGHT - BOTTOM - (count / total) * (HEIGHT - TOP - BOTTOM)
  const path = (of: 'answered' | 'safe'): string => curve.map((point, i) => (i === 0 ? `M${x(point.hour)},${y(point[of])}` : `H${x(point.hour)}V${y(point[of])}`)).join('')
  const step = Math.max(1, Math.round(lastHour / EVERY_HOURS / 6)) * EVERY_HOURS
  const ticks = Array.from({ length: Math.floor(lastHour / step) + 1 }, (_, i) => i * step)
  // Two words at the same height would lie on each other.
  const gap = 16
  const ends = { answered: y(last.answered), safe: Math.max(y(last.safe), y(last.answered) + gap) }
  return (
    <figure className="curve">
      <figcaption>{t('curve.title')}</figcaption>
      {/* Wider than a telephone: who scrolls by keyboard must be able to stand in it. */}
      <div className="curve-frame" role="region" aria-label={t('curve.title')} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="curve-name curve-says">
          <title id="curve-name">{t('curve.title')}</title>
          <desc id="curve-says">{t('curve.desc', { answered: f.number(last.answered), safe: f.number(last.safe), total: f.number(total), hours: f.number(last.hour) })}</desc>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <path className="curve-grid" d={`M${LEFT},${y(total * share)}H${WIDTH - RIGHT}`} />
              <text className="curve-scale" x={LEFT - 8} y={y(total * share) + 4} textAnchor="end">{f.number(Math.round(total * share))}</text>
            </g>
          ))}
          {ticks.map((hour) => <text key={hour} className="curve-scale" x={x(hour)} y={HEIGHT - 8} textAnchor="middle">+{f.number(hour)} h</text>)}
          <path className="curve-line curve-answered" d={path('answered')} />
          <path className="curve-line curve-safe" d={path('safe')} />
          <text className="curve-word curve-answered" x={WIDTH - RIGHT + 8} y={ends.answered + 4}>{t('curve.answered', { n: f.number(last.answered) })}</text>
          <text className="curve-word curve-safe" x={WIDTH - RIGHT + 8} y={ends.safe + 4}>{t('curve.safe', { n: f.number(last.safe) })}</text>
        </svg>
      </div>
      <details>
        <summary>{t('curve.table')}</summary>
        <DataTable
          caption={t('curve.title')} captionHidden rows={curve.filter((point) => point.hour % EVERY_HOURS === 0 || point === last)} keyOf={(point) => String(point.hour)}
          columns={[
            { key: 'hour', header: t('curve.hour'), names: true, cell: (point) => `+${f.number(point.hour)} h` },
            { key: 'answered', header: t('curve.answeredHead'), align: 'end', cell: (point) => f.number(point.answered) },
            { key: 'safe', header: t('curve.safeHead'), align: 'end', cell: (point) => f.number(point.safe) },
          ]}
        />
      </details>
    </figure>
  )
}
