import { useEffect, useRef } from 'react'
import { Link, useFetcher } from 'react-router'
import type * as z from 'zod'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { ImportReport, importItem } from '../../contract.ts'
import type { Outcome } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'
import { FormatName } from './import-list.tsx'
import { BadRowsLink, Problems, Report } from './report.tsx'

type Item = z.output<typeof importItem>
export type Ran = Outcome<ImportReport> & { readonly intent: 'preview' | 'run' }

/** One file on its way in: what it is, what would happen, and the button that does it. */
export function ImportWork({ item }: { item: Item }) {
  const { t, f } = usePen()
  const preview = useFetcher<Ran>({ key: `preview-${item.id}` })
  const run = useFetcher<Ran>({ key: `run-${item.id}` })
  const readable = item.state === 'uploaded' || item.state === 'interrupted' || item.state === 'failed'
  const asked = useRef('')
  const ask = preview.submit
  useEffect(() => {
    if (!readable || asked.current === item.id) return
    asked.current = item.id
    void ask({ intent: 'preview', importId: item.id }, { method: 'post' })
  }, [item.id, readable, ask])

  const done = run.data?.done ? run.data.data : undefined
  const seen = preview.data?.done ? preview.data.data : undefined
  const refused = run.data && !run.data.done ? run.data.refused : preview.data && !preview.data.done ? preview.data.refused : undefined
  const borders = item.format === 'geojson'
  const storable = seen !== undefined && !seen.fatal && seen.stored > 0
  return (
    <Card title={item.fileName} aside={<><FormatName format={item.format} />{item.region && <span>{item.region}</span>}<span>{t('import.size', { size: f.number(Math.ceil(item.bytes / 1024)) })}</span></>}>
      <div className="card-body stack">
        {preview.state !== 'idle' && <p role="status" className="working"><progress aria-label={t('import.reading')} /> {t('import.reading')}</p>}
        {run.state !== 'idle' && <p role="status" className="working"><progress aria-label={t('import.storing')} /> {t('import.storing')}</p>}
        {refused && <p className="field-error" role="alert">{refused.code === 'expired' ? t('import.gone') : sayRefusal(t, refused)} {t('import.nothingKept')}</p>}
        {done ? <Report report={done} /> : readable && seen ? <Report report={seen} /> : !readable && <Past item={item} />}
        {readable && !done && storable && (
          <p className="dialog-actions">
            <Button type="button" icon="tick" disabled={run.state !== 'idle'} onClick={() => void run.submit({ intent: 'run', importId: item.id }, { method: 'post' })}>{t(borders ? 'import.runBorders' : 'import.run', { n: f.number(seen.stored) })}</Button>
            <span className="soft">{t(borders ? 'import.runBordersHow' : 'import.runHow')}</span>
          </p>
        )}
        {readable && seen && !seen.fatal && seen.stored === 0 && <p>{t('import.nothingNew')}</p>}
        {done && !done.fatal && <p><Link to="/console/territory">{t('import.seeTerritory')}</Link></p>}
      </div>
    </Card>
  )
}

/** An import of earlier: its numbers and its refused rows, which are kept with it. */
function Past({ item }: { item: Item }) {
  const { t, f } = usePen()
  const counts = item.counts
  return (
    <>
      <p className="answer">
        {counts ? t('report.did', { read: f.number(counts.read), stored: f.number(counts.stored), unchanged: f.number(counts.unchanged), refused: f.number(counts.refused), skipped: f.number(counts.skipped) }) : t(`import.state.${item.state}`)}
      </p>
      <p className="soft">{t('import.by', { name: item.by })} <TimeText at={item.finishedAt ?? item.createdAt} formats={f} style="both" /></p>
      <Problems problems={item.problems} total={counts?.refused ?? item.problems.length} />
      {item.badRows && <p><BadRowsLink id={item.id} /></p>}
    </>
  )
}
