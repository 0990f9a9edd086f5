import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useSender } from '../data.ts'
import { useWords } from '../words.ts'
import { Said } from './said.tsx'

export function StartersCard({ missing }: { missing: number }) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  return (
    <Card title={t('starters')}>
      <div className="card-body">
        <p>{t('starters.lead')} <span className="soft">{t.n('starters.missing', missing)}</span></p>
        <Button type="button" disabled={busy} onClick={() => send({ intent: 'starters' })}>{busy ? t('act.busy') : t('starters.add')}</Button>
        <Said outcome={outcome} />
      </div>
    </Card>
  )
}
