import { useState, type FormEvent } from 'react'
import { Form } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { useSender, type OnePlaybook } from '../data.ts'
import { useWords } from '../words.ts'
import { Said } from './said.tsx'

/** The open main cases, or those that are looked for; then one press. */
export function StartOnCase({ one }: { one: OnePlaybook }) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  // The same press twice starts one: the number is this page's.
  const [requestId] = useState(() => crypto.randomUUID())
  const start = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    send({ intent: 'start', caseId: String(new FormData(event.currentTarget).get('caseId')), playbookId: one.playbook.id, requestId })
  }
  return (
    <Card title={t('start')}>
      <div className="card-body">
        <p>{t('start.lead')}</p>
        <Form className="playbooks-find-case" role="search" aria-label={t('start.find')} preventScrollReset>
          <TextField key={one.q} name="case" type="search" label={t('start.find')} hint={t('start.findHint')} value={one.q} />
          <Button kind="secondary" icon="search">{t('list.go')}</Button>
        </Form>
        {one.cases.length === 0 ? <p className="soft">{t('start.noCase')}</p> : (
          <form onSubmit={start}>
            <SelectField name="caseId" label={t('start.case')} options={one.cases.map(({ id, label }) => ({ value: id, label }))} />
            <Button disabled={busy}>{busy ? t('act.busy') : t('start.go')}</Button>
          </form>
        )}
        <Said outcome={outcome} />
      </div>
    </Card>
  )
}
