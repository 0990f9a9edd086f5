import { useState } from 'react'
import { useLoaderData } from 'react-router'
import { Card, TlpBadge } from '#ui/components/console-marks.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { langNames, langs, type Lang } from '#ui/i18n/lang.ts'
import type { reportsLoader } from '../loaders.ts'
import { level, useWords } from '../words.ts'

type Report = Awaited<ReturnType<typeof reportsLoader>>['items'][number]

/** Each report as it was when it was written: to read aloud, to copy, to print. */
export function ReportsPage() {
  const { items } = useLoaderData<typeof reportsLoader>()
  const t = useWords()
  if (items.length === 0) return <EmptyState title={t('report.none')}>{t('report.noneLead')}</EmptyState>
  return <>{items.map((one, i) => <ReportCard key={one.id} one={one} open={i === 0} />)}</>
}

function ReportCard({ one, open }: { one: Report; open: boolean }) {
  const t = useWords()
  const { f, lang } = useLook()
  const [shown, setShown] = useState<Lang>(lang)
  const [copied, setCopied] = useState(false)
  return (
    <Card title={t('report.title', { number: one.number })} aside={<><TlpBadge level={level(one.tlp)} /> {one.authorName} · <time className="time" dateTime={one.at}>{f.moment(one.at)}</time></>}>
      <details className="report-one" open={open}>
        <summary>{t('report.read')}</summary>
        <div className="inline-acts report-acts">
          {langs.map((other) => <button key={other} type="button" className="link-button" aria-pressed={other === shown} onClick={() => { setShown(other); setCopied(false) }}>{langNames[other]}</button>)}
          <Button kind="secondary" type="button" icon="file" onClick={() => void navigator.clipboard?.writeText(one.text[shown]).then(() => setCopied(true))}>{t('report.copy')}</Button>
          <Button kind="secondary" type="button" icon="print" onClick={() => print()}>{t('report.print')}</Button>
          <span role="status">{copied && t('report.copied')}</span>
        </div>
        <p className="prose-lines report-text" lang={shown}>{one.text[shown]}</p>
      </details>
    </Card>
  )
}
