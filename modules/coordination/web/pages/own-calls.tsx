/** For a body: its phone tree, to be kept right and printed before the day. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { action, spaceLoader } from '../data.ts'
import { useSession } from '../parts/cards.tsx'
import { Tree } from '../parts/tree.tsx'
import { useWords } from '../words.ts'

export { action, spaceLoader as loader }

export function Component() {
  const { t } = useWords()
  const data = useLoaderData<typeof spaceLoader>()
  const space = useSpace()
  const edits = useSession().roles.includes('admin')
  if (!data) return null
  return (
    <div className="coordination coordination-own" key={space.body.id}>
      <title>{t('tree.title')}</title>
      <div className="page-head">
        <h1>{t('tree.title')}</h1>
        <p className="page-lead">{t('tree.lead')}</p>
      </div>
      <div className="stack">
        <Card title={space.body.name}><div className="card-body"><Tree contacts={data.contacts} edits={edits} empty={t('tree.none')} /></div></Card>
        <p className="coordination-acts no-paper">
          <Button kind="secondary" type="button" icon="print" onClick={() => window.print()}>{t('print')}</Button>
          <Link className="button button-secondary" to={inSpace('/space/kit', space)}>{t('links.kit')}</Link>
        </p>
      </div>
    </div>
  )
}
