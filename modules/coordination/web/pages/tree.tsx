/** The phone tree of a body, or of all bodies of a district: made for paper. */
import { useLoaderData } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { treesLoader } from '../data.ts'
import { Tree } from '../parts/tree.tsx'
import { useWords } from '../words.ts'

export { treesLoader as loader }

export function Component() {
  const { t, f, now } = useWords()
  const { name, items, total } = useLoaderData<typeof treesLoader>()
  return (
    <div className="coordination">
      <title>{t('tree.of', { name })}</title>
      <PageHead title={t('tree.of', { name })}>
        <p className="page-lead">{t('tree.lead')} {f.date(now)}</p>
        {items.length < total && <p>{t('tree.first', { n: items.length, total })}</p>}
        <p className="no-paper"><Button kind="secondary" type="button" icon="print" onClick={() => window.print()}>{t('print')}</Button></p>
      </PageHead>
      <div className="page-body stack">
        {items.map((one) => (
          <section key={one.party.id} className="card coordination-sheet">
            {items.length > 1 || one.party.name !== name ? <header className="card-head"><h2>{one.party.name}</h2></header> : null}
            <div className="card-body"><Tree contacts={one.contacts} empty={t('tree.noneHere')} /></div>
          </section>
        ))}
      </div>
    </div>
  )
}
