import { Icon } from '#ui/icons/icon.tsx'
import type { Library } from '../data.ts'
import { useWords } from '../words.ts'

export function StateMark({ row }: { row: Library['items'][number] }) {
  const { t } = useWords()
  return (
    <span className="playbook-state">
      {row.state === 'active' ? <span className="tone-restored tone-text"><Icon name="tick" /> {t('state.active')}</span> : <span className="soft"><Icon name="cross" /> {t('state.withdrawn')}</span>}
      {row.borrowed && <span className="soft">{t('state.borrowed')}</span>}
      {row.warnings > 0 && <span className="tone-degraded tone-text"><Icon name="info" /> {t.n('warnings', row.warnings)}</span>}
    </span>
  )
}
