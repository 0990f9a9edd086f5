import { Card } from '#ui/components/console-marks.tsx'
import { useSender, type OnePlaybook } from '../data.ts'
import { useWords } from '../words.ts'
import { ReasonForm } from './reason-form.tsx'

export function WithdrawCard({ playbook }: Pick<OnePlaybook, 'playbook'>) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  return (
    <Card title={t('withdraw')} fold>
      <div className="card-body">
        <ReasonForm name="withdraw-reason" lead={t('withdraw.lead')} label={t('withdraw.reason')} go={t('withdraw.go')} busy={busy} outcome={outcome} onSend={(reason) => send({ intent: 'withdraw', playbookId: playbook.id, version: playbook.version, reason })} />
      </div>
    </Card>
  )
}
