import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { CaseDetail } from '../loaders.ts'
import { useWords } from '../words.ts'
import { ActForm } from './act.tsx'

/** The end of a case: how it was closed, or the form that closes it, folded away until its day comes. */
export function Closing({ one, to, openTied = 0 }: { one: CaseDetail; to: string; openTied?: number }) {
  if (one.state === 'closed') return <Closed one={one} />
  return one.may.manage ? <CloseForm to={to} openTied={openTied} /> : null
}

function CloseForm({ to, openTied }: { to: string; openTied: number }) {
  const t = useWords()
  return (
    <Card title={t('close.title')} fold>
      <div className="card-body">
        <p className="soft">{t('close.lead')}</p>
        {openTied > 0 && <Callout tone="degraded" icon={<Icon name="info" />} title={t.n('close.openTied', openTied)}><p>{t('close.openTiedLead')}</p></Callout>}
        <ActForm to={to} intent="close" className="case-form" done={t('close.done')}>
          {({ busy }) => (
            <>
              <TextField name="dataLost" label={t('close.dataLost')} hint={t('close.dataLostHint')} optional={t('optional')} lines={3} />
              <TextField name="dataLostDays" label={t('close.days')} hint={t('close.daysHint')} optional={t('optional')} inputMode="numeric" />
              <TextField name="lessons" label={t('close.lessons')} optional={t('optional')} lines={4} />
              {openTied > 0 && <TextField name="reason" label={t('close.reason')} lines={2} required />}
              <div className="form-foot"><Button kind="danger" disabled={busy}>{busy ? t('act.busy') : t('close.button')}</Button></div>
            </>
          )}
        </ActForm>
      </div>
    </Card>
  )
}

function Closed({ one }: { one: CaseDetail }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <Card title={t('close.closed')}>
      <div className="card-body case-stack">
        {one.closedAt && <p>{f.longMoment(one.closedAt)} {one.closeReason}</p>}
        <p><strong>{t('close.dataLost')}</strong> {one.dataLost || t('outcome.noLost')} {one.dataLostDays !== null && t('outcome.days', { days: f.number(one.dataLostDays) })}</p>
        <p className="prose-lines"><strong>{t('close.lessons')}</strong> {one.lessons || '—'}</p>
      </div>
    </Card>
  )
}
