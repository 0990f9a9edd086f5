/** The door for a file: what went in is told, and what did not with its place. */
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { fileKinds, type FileReport } from '../../contract-misp.ts'
import type { Outcome } from '../data.ts'
import { sayRefused, useWords } from '../words.ts'
import { HiddenFields } from './ask.tsx'

const ROWS_MOST = 20

export function BringFile() {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'bring' })
  const busy = fetcher.state !== 'idle', outcome = busy ? undefined : fetcher.data
  return (
    <Card title={t('misp.bring')}>
      <fetcher.Form method="post" encType="multipart/form-data" className="card-body watch-form">
        <HiddenFields intent="bring" />
        <div className="field">
          <label htmlFor="bring-file">{t('misp.file')}</label>
          <p className="field-hint" id="bring-file-hint">{t('misp.fileHint')}</p>
          <input id="bring-file" type="file" name="file" required aria-describedby="bring-file-hint" accept=".json,application/json" />
        </div>
        <SelectField name="format" label={t('misp.format')} value="" options={[{ value: '', label: t('misp.format.auto') }, ...fileKinds.map((value) => ({ value, label: value.toUpperCase() }))]} />
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
        <div role="status">
          {busy && <p>{t('misp.busy')}</p>}
          {outcome?.done && outcome.data.brought && <Brought report={outcome.data.brought} />}
        </div>
        <div className="watch-acts"><Button disabled={busy}>{t('misp.bring')}</Button></div>
      </fetcher.Form>
    </Card>
  )
}

function Brought({ report }: { report: FileReport }) {
  const { t, f } = useWords()
  const rows = [...report.refused, ...report.notes].slice(0, ROWS_MOST)
  return (
    <>
      {report.problem && <p><strong>{t(`misp.problem.${report.problem}`)}</strong></p>}
      <p>{report.events !== null && `${t('misp.doneEvents', { n: f.number(report.events) })} `}{t('misp.done', { read: f.number(report.read), stored: f.number(report.stored), same: f.number(report.same), conflicts: f.number(report.conflicts), refused: f.number(report.refusals) })}</p>
      {rows.length > 0 && <ul>{rows.map((one, at) => <li key={at}>{t('misp.row', { n: f.number(one.index + 1), why: [one.id, one.problem].filter(Boolean).join(' ') })}</li>)}</ul>}
    </>
  )
}
