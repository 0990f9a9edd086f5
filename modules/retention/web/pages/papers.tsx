/** Papers to complete and sign, and the switch of the notice for the public. */
import { useFetcher, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { langNames } from '#ui/i18n/lang.ts'
import { addressOf } from '#platform/contract/client.ts'
import { readPaper } from '../../contract-papers.ts'
import { Frame } from '../parts/frame.tsx'
import { sayWhy } from '../parts/say.ts'
import type { Outcome, papersLoader } from '../requests.ts'
import { useWords } from '../words.ts'

const langs = ['it', 'fr', 'en'] as const

export function PapersPage() {
  const { t, f, lang } = useWords()
  const { papers, notice } = useLoaderData<typeof papersLoader>()
  const fetcher = useFetcher<Outcome>({ key: 'notice' })
  const refused = fetcher.state === 'idle' && fetcher.data?.done === false ? fetcher.data.why : undefined
  return (
    <Frame tab="papers" title={t('tab.papers')} lead={t('papers.lead')}>
      <Card title={t('papers.list')}>
        <DataTable
          caption={t('papers.list')} captionHidden rows={papers} keyOf={(one) => one.name}
          columns={[
            { key: 'title', header: t('papers.list'), names: true, cell: (one) => one.title[lang] },
            { key: 'open', header: t('papers.open'), cell: (one) => langs.map((value, i) => <span key={value}>{i > 0 && ' · '}<a href={addressOf(readPaper, { paper: one.name }, { lang: value })} target="_blank" rel="noreferrer" lang={value} aria-label={`${one.title[value]}, ${langNames[value]}`}>{langNames[value]}</a></span>) },
          ]}
        />
      </Card>
      <Card title={t('papers.notice')}>
        <fetcher.Form method="post" className="card-body">
          <p>{t('papers.noticeLead')}</p>
          <p><strong>{notice.published && notice.changedAt ? t('papers.published', { day: f.date(notice.changedAt) }) : t('papers.notPublished')}</strong></p>
          {notice.lacks.length > 0 && !notice.published && <p className="soft">{t('papers.lacks')}</p>}
          <input type="hidden" name="intent" value="publish" /><input type="hidden" name="version" value={notice.version} /><input type="hidden" name="published" value={notice.published ? 'no' : 'yes'} />
          {refused && <p className="field-error" role="alert">{sayWhy(t, refused)}</p>}
          <Button kind="secondary" disabled={fetcher.state !== 'idle' || (!notice.published && notice.lacks.length > 0)}>{t(notice.published ? 'papers.unpublish' : 'papers.publish')}</Button>
        </fetcher.Form>
      </Card>
    </Frame>
  )
}
