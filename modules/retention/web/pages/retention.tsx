/** How long everything is kept, what the last runs took away, and whether an id was among it. There is nothing to do here. */
import { useLoaderData } from 'react-router'
import { PageHead } from '#ui/console/layout.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { loader } from '../data.ts'
import { ProveCard } from '../parts/proveCard.tsx'
import { Goes, Stays } from '../parts/rules.tsx'
import { RunsCard } from '../parts/runsCard.tsx'
import { useWords } from '../words.ts'

export { loader }

export function Component() {
  const { t, f } = useWords()
  const { rules, runs, total, nextAt, page, id, proof } = useLoaderData<typeof loader>()
  const [before = '', after = ''] = t('next').split('{when}')
  return (
    <div className="retention">
      <title>{`${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <div className="page-body">
        <p className="retention-next"><Icon name="clock" /> <span>{before}<TimeText at={nextAt} formats={f} />{after} {t('hold')}</span></p>
        <div className="retention-top">
          <RunsCard runs={runs} total={total} page={page} rules={rules} />
          <ProveCard id={id} proof={proof} rules={rules} />
        </div>
        <Goes rules={rules} />
        <Stays rules={rules} />
      </div>
    </div>
  )
}
