import { useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { sendDocument, type ImportOutcome } from '../data.ts'
import { sayRefused, useWords } from '../words.ts'
import { Problems } from './problems.tsx'

/** A file by choosing: it comes in whole, or everything that is wrong with it is said. */
export function ImportCard() {
  const { t } = useWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<ImportOutcome>()
  const take = async (chosen: File | undefined, replace: boolean): Promise<void> => {
    if (!chosen || busy) return
    setFile(chosen)
    setBusy(true)
    setOutcome(undefined)
    const found = await sendDocument(chosen, replace)
    setBusy(false)
    // The same file, mended, may be chosen again.
    if (input.current) input.current.value = ''
    if ('done' in found && found.done.changed) return void navigate(`/console/playbooks/${found.done.id}`)
    setOutcome(found)
  }
  const errors = outcome && !('done' in outcome) ? outcome.problems.filter((one) => one.severity === 'error') : []
  return (
    <Card title={t('import')}>
      <div className="card-body">
        <div className="field field-tight">
          <label htmlFor="playbook-file">{t('import.file')}</label>
          <p className="field-hint" id="playbook-file-hint">{t('import.hint')}</p>
          <input ref={input} id="playbook-file" type="file" accept="application/json,.json" disabled={busy} aria-describedby="playbook-file-hint" onChange={(event) => void take(event.target.files?.[0], false)} />
        </div>
        <div role="status">
          {busy && <p>{t('import.busy')}</p>}
          {outcome && 'done' in outcome && <p>{t('import.same')} <Link to={`/console/playbooks/${outcome.done.id}`}>{t('title')}</Link></p>}
          {outcome && 'refused' in outcome && (
            <>
              <h3 className="import-refused">{t('import.refused', { name: file?.name ?? '' })}</h3>
              {errors.length > 0 && <p>{t.n('import.count', errors.length)}</p>}
              {errors.length === 0 && outcome.refused.reason !== 'not_later' && <p className="field-error">{outcome.refused.code === 'too_large' ? t('import.tooLarge') : sayRefused(t, outcome.refused)}</p>}
              {outcome.refused.reason === 'not_later' && (
                <>
                  <p>{t('import.notLater', { name: outcome.name })}</p>
                  <Button type="button" kind="secondary" onClick={() => void take(file, true)}>{t('import.replace')}</Button>
                </>
              )}
            </>
          )}
        </div>
        {errors.length > 0 && <Problems problems={errors} />}
      </div>
    </Card>
  )
}
