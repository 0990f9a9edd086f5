import { useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Cascade } from '../loaders.ts'
import { useWords } from '../words.ts'
import { CascadeGraph } from './cascadeGraph.tsx'
import { CascadeLegend } from './cascadeLegend.tsx'
import { CascadeTable } from './cascadeTable.tsx'
import { Hours } from './hours.tsx'
import { pathTo } from './layers.ts'

const HOUR_MS = 3_600_000

/** One picture and the same facts as rows: what is chosen in one is chosen in the other; the hour holds for both. */
export function CascadeCard({ cascade, base }: { cascade: Cascade; base: string }) {
  const t = useWords()
  const { now } = useLook()
  const [search, setSearch] = useSearchParams()
  const slider = useRef<HTMLInputElement>(null)
  const all = search.get('all') === 'true'
  const last = Math.max(24, Math.ceil(Math.max(0, ...cascade.hours.map((one) => one.hour)) / 12) * 12)
  const since = Math.floor((Date.parse(now) - Date.parse(cascade.occurredAt)) / HOUR_MS)
  const [hour, setHour] = useState(() => Math.max(0, Math.min(last, since)))
  const heaviest = cascade.nodes.filter((node) => node.kind === 'group').reduce<Cascade['nodes'][number] | undefined>((most, node) => (most === undefined || node.people > most.people ? node : most), undefined)
  const chosen = cascade.nodes.find((node) => node.id === search.get('node'))?.id ?? heaviest?.id ?? 'provider'
  const path = pathTo(chosen, cascade.edges)
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
      <div className="cascade">
        <div className="cascade-picture">
          <CascadeGraph view={cascade} chosen={chosen} path={path} at={at} choose={choose} allHref={`${href}?all=true`} toHours={() => slider.current?.focus()} />
          <CascadeLegend />
          <Hours hours={cascade.hours} last={last} hour={hour} setHour={setHour} occurredAt={cascade.occurredAt} total={cascade.hours.reduce((sum, one) => sum + one.confirmed + one.inferred, 0)} slider={slider} />
        </div>
        <CascadeTable rows={cascade.rows} path={path.nodes} chosen={chosen} at={at} choose={choose} nodes={cascade.nodes} />
      </div>
    </Card>
  )
}
