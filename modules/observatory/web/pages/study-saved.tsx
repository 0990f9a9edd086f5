/** Saved studies; a version keeps its address and its figures. */
import { useState } from 'react'
import { Link, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { breakdowns } from '../../contract-study.ts'
import { Book } from '../parts/study-book.tsx'
import { Figure } from '../parts/study-figures.tsx'
import { StudyFrame } from '../parts/study-frame.tsx'
import { near } from '../parts/study-numbers.ts'
import type { Outcome, savedLoader, studiesLoader } from '../study-data.ts'
import { sayCode, useWords } from '../study-words.ts'

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
  const { study, changes, providers, address } = useLoaderData<typeof savedLoader>()
  const outcome = useActionData() as Outcome | undefined
  const [said, setSaid] = useState('')
  const cited = t('cite.text', { title: study.title, n: f.number(study.number), day: f.date(study.dataAt), address })
  return (
    <StudyFrame tab="studies">
      <h2>{study.title}</h2>
      <p>{t('frozen', { n: f.number(study.number), by: study.savedBy })} <TimeText at={study.dataAt} formats={f} /> {study.number < study.last && <Link to={`/console/observatory/studies/${study.id}/v${study.last}`}>{t('newer', { n: f.number(study.last) })}</Link>}</p>
      {study.blocks.map((block, i) => (block.kind === 'text' ? <p key={i} className="study-text">{block.text}</p> : <Figure key={i} id={`saved-${i}`} chart={block.chart} figures={study.figures[i]!} title={block.title} />))}
      <Card title={t('cite')}>
        <div className="card-body"><CopyBlock text={cited} label={t('copy')} doneLabel={t('copied')} onResult={(result) => setSaid(t(result === 'copied' ? 'copied' : 'copy.selected'))} /><p role="status">{said}</p></div>
      </Card>
      {changes.before !== null && <Changes changes={changes} study={study} />}
      <nav aria-label={t('book.versions')}><p>{t('book.versions')}: {Array.from({ length: Math.min(study.last, 30) }, (_, i) => study.last - i).map((n) => (n === study.number ? <b key={n}>{f.number(n)} </b> : <span key={n}><Link to={`/console/observatory/studies/${study.id}/v${n}`}>{f.number(n)}</Link> </span>))}</p></nav>
      <Book key={`${study.id} ${study.number}`} study={study} providers={providers} refused={outcome && !outcome.done ? outcome.refused : undefined} />
    </StudyFrame>
  )
}

type Saved = Awaited<ReturnType<typeof savedLoader>>
/** Against the version before: which numbers are others. */
function Changes({ changes: { before, fresh, total, changes }, study }: Pick<Saved, 'changes' | 'study'>) {
  const { t, f } = useWords()
  const titleOf = (at: number) => { const block = study.blocks[at]; return block?.kind === 'chart' ? block.title || t(`chart.${block.chart}`) : '' }
  return (
    <Card title={t('changes', { n: f.number(before!) })}>
      <div className="card-body">
        {total === 0 && <p>{t('changes.none')}</p>}
        {fresh.length > 0 && <p>{t('changes.fresh', { n: f.number(fresh.length) })}</p>}
        {total > changes.length && <p>{t('changes.more', { total: f.number(total), n: f.number(changes.length) })}</p>}
        {changes.length > 0 && (
          <DataTable
            caption={t('changes', { n: f.number(before!) })} captionHidden rows={changes} keyOf={(one) => `${one.block} ${one.key}`}
            columns={[
              { key: 'what', header: t('changes.what'), names: true, cell: (one) => `${titleOf(one.block)}: ${sayCode(t, (breakdowns as readonly string[]).includes(one.chart) ? one.chart : 'value', one.key)}` },
              { key: 'before', header: t('changes.before'), align: 'end', cell: (one) => (one.before === null ? '–' : near(f, one.before)) }, { key: 'after', header: t('changes.after'), align: 'end', cell: (one) => (one.after === null ? '–' : near(f, one.after)) },
            ]}
          />
        )}
      </div>
    </Card>
  )
}
