import { useMemo, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { heaviest, LayeredPicture } from '#ui/components/layered-picture.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Cascade } from '../loaders.ts'
import { sayCategory, useWords } from '../words.ts'
import { drawn, nameOf, pictureWords, sayWhy, stateMark } from './cascadePicture.ts'
import { Hours } from './hours.tsx'
import { levelKeys, levelOf } from './states.tsx'

const HOUR_MS = 3_600_000

/** One picture and the same facts as rows: what is chosen in one is chosen in the other; the hour holds for both. */
export function CascadeCard({ cascade, base }: { cascade: Cascade; base: string }) {
  const t = useWords()
  const { now, f } = useLook()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const slider = useRef<HTMLInputElement>(null)
  const all = search.get('all') === 'true'
  const last = Math.max(24, Math.ceil(Math.max(0, ...cascade.hours.map((one) => one.hour)) / 12) * 12)
  const since = Math.floor((Date.parse(now) - Date.parse(cascade.occurredAt)) / HOUR_MS)
  const [hour, setHour] = useState(() => Math.max(0, Math.min(last, since)))
  const nodes = useMemo(() => cascade.nodes.map((node) => drawn(t, f, node, Date.parse(cascade.occurredAt) + hour * HOUR_MS)), [cascade, hour, t, f])
  const chosen = nodes.find((node) => node.id === search.get('node'))?.id ?? heaviest(nodes) ?? 'provider'
  const choose = (id: string): void => setSearch((before) => { const next = new URLSearchParams(before); next.set('node', id); return next }, { replace: true, preventScrollReset: true })
  const at = Date.parse(cascade.occurredAt) + hour * HOUR_MS
  const href = base.includes('?') ? base : `${base}/cascade`
  return (
    <Card
      title={t('cascade.title')}
      aside={(
        <>
          <span>{t('cascade.shown', { shown: cascade.shown, total: cascade.total })}</span>
          {all ? <Link to={href}>{t('cascade.fewer')}</Link> : cascade.total > cascade.shown && <Link to={`${href}?all=true`}>{t('cascade.all')}</Link>}
          <span className="keys-hint" aria-hidden="true"><kbd>←</kbd><kbd>→</kbd> {t('cascade.keys')} <kbd>h</kbd> {t('cascade.keyHour')}</span>
          <Link to={`${base}/recovery`}>{t('cascade.restore')}</Link>
        </>
      )}
    >
      <LayeredPicture
        id="graph" nodes={nodes} edges={cascade.edges} words={pictureWords(t)} numberOf={f.number} chosen={chosen} onChoose={choose} onMore={() => void navigate(`${href}?all=true`)} onHours={() => slider.current?.focus()}
        rows={cascade.rows.map((row) => {
          const node = cascade.nodes.find((one) => one.id === row.nodeId)
          const level = levelOf(row.confidence)
          return {
            id: row.nodeId, name: node ? nameOf(t, node) : sayCategory(t.lang, row.name), under: row.bodies > 0 ? t.n('bodies', row.bodies) : row.owner, state: stateMark[row.state], word: t(`impact.${row.state}`),
            when: row.at && <time className="time block soft" dateTime={row.at}>{Date.parse(row.at) > at ? t('from', { at: f.moment(row.at) }) : f.moment(row.at)}</time>,
            sure: { level, word: t(levelKeys[level]) }, why: sayWhy(t, f.number, row),
          }
        })}
      >
        <Hours hours={cascade.hours} last={last} hour={hour} setHour={setHour} occurredAt={cascade.occurredAt} total={cascade.hours.reduce((sum, one) => sum + one.confirmed + one.inferred, 0)} slider={slider} />
      </LayeredPicture>
    </Card>
  )
}
