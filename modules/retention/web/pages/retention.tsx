/** How long everything is kept, what the last runs took away, and whether an id was among it. There is nothing to do here. */
import { useLoaderData } from 'react-router'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { loader } from '../data.ts'
import { Frame } from '../parts/frame.tsx'
import { ProveCard } from '../parts/proveCard.tsx'
import { Goes, Stays } from '../parts/rules.tsx'
import { RunsCard } from '../parts/runsCard.tsx'
import { useWords } from '../words.ts'

export function RulesPage() {
  const { t, f } = useWords()
  const { rules, runs, total, nextAt, page, id, proof, key } = useLoaderData<typeof loader>()
  const [before = '', after = ''] = t('next').split('{when}')
  return (
    <Frame tab="rules" title={t('title')} lead={t('lead')}>
      <p className="retention-next"><Icon name="clock" /> <span>{before}<TimeText at={nextAt} formats={f} />{after} {t('hold')}</span></p>
      <p className={key.changing || key.since === null ? 'tone-degraded tone-text' : 'soft'}>{key.changing ? t('key.changing') : key.since === null ? t('key.none') : t('key', { day: f.date(key.since) })}</p>
      <div className="retention-top">
        <RunsCard runs={runs} total={total} page={page} rules={rules} />
        <ProveCard id={id} proof={proof} rules={rules} />
      </div>
      <Goes rules={rules} />
      <Stays rules={rules} />
    </Frame>
  )
}
