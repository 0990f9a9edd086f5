import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { useSender, type Runs } from '../data.ts'
import { useWords } from '../words.ts'
import { Said } from './said.tsx'

export function StartHere({ library, caseId, runs }: Pick<Runs, 'library' | 'caseId'> & { runs: number }) {
  const { t, lang } = useWords()
  const { busy, outcome, send } = useSender()
  // One number for each thing that is asked: after a run has begun the next press is another wish.
  const [requests, setRequests] = useState<Readonly<Record<string, string>>>({})
  const start = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const playbookId = String(new FormData(event.currentTarget).get('playbookId'))
    const wish = `${playbookId} ${runs}`
    const requestId = requests[wish] ?? crypto.randomUUID()
    setRequests({ ...requests, [wish]: requestId })
    send({ intent: 'start', caseId, playbookId, requestId })
  }
  return (
    <Card title={t('start.go')}>
      <div className="card-body">
        {library.length === 0 ? <p>{t('start.none')}</p> : (
          <form onSubmit={start}>
            <SelectField name="playbookId" label={t('start.which')} hint={t('start.lead')} options={library.map((one) => ({ value: one.id, label: one.name[lang] }))} />
            <div className="form-foot"><Button kind={runs === 0 ? 'primary' : 'secondary'} disabled={busy}>{busy ? t('act.busy') : t('start.go')}</Button></div>
          </form>
        )}
        <p><Link to="/console/playbooks">{t('start.library')}</Link></p>
        <Said outcome={outcome} />
      </div>
    </Card>
  )
}
