/** Saved studies; a version keeps its address and its figures. */
import { Form, Link, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Figure } from '../parts/study-figures.tsx'
import { StudyFrame } from '../parts/study-frame.tsx'
import type { Outcome, savedLoader, studiesLoader } from '../study-data.ts'
import { sayRefused, useWords } from '../study-words.ts'

export function StudiesPage() {
  const { t, f } = useWords()
  const { items, total, page, pages } = useLoaderData<typeof studiesLoader>()
  return (
    <StudyFrame tab="studies">
      <Card title={t('tab.studies')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('studies.none')}>{t('studies.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('tab.studies')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[{ key: 'title', header: t('title'), names: true, cell: (one) => <Link to={`/console/observatory/studies/${one.id}/v${one.last}`}>{one.title}</Link> }, { key: 'last', header: t('version'), align: 'end', cell: (one) => f.number(one.last) }, { key: 'at', header: t('savedAt'), cell: (one) => <TimeText at={one.updatedAt} formats={f} /> }]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / pages)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/observatory/studies?page=${n}`} />
      </Card>
    </StudyFrame>
  )
}

export function SavedPage() {
  const { t, f } = useWords()
  const study = useLoaderData<typeof savedLoader>()
  const outcome = useActionData() as Outcome | undefined
  return (
    <StudyFrame tab="studies">
      <h2>{study.title}</h2>
      <p>{t('frozen', { n: f.number(study.number), by: study.savedBy })} <TimeText at={study.dataAt} formats={f} /> {study.number < study.last && <Link to={`/console/observatory/studies/${study.id}/v${study.last}`}>{t('newer', { n: f.number(study.last) })}</Link>}</p>
      {study.blocks.map((block, i) => (block.kind === 'text' ? <p key={i}>{block.text}</p> : <Figure key={i} chart={block.chart} figures={study.figures[i]!} />))}
      {study.number === study.last && (
        <Card title={t('newVersion')}>
          <Form method="post" className="card-body watch-form" key={study.number}>
            <input type="hidden" name="intent" value="version" /><input type="hidden" name="last" value={study.last} /><input type="hidden" name="blocks" value={JSON.stringify(study.blocks)} />
            <TextField name="title" label={t('title')} value={study.title} required /><TextField name="more" label={t('more')} lines={4} />
            {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
            <Button>{t('newVersion')}</Button>
          </Form>
        </Card>
      )}
    </StudyFrame>
  )
}
