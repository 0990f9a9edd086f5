import { useCallback, useState } from 'react'
import { useLoaderData, useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { paps } from '#platform/contract/index.ts'
import { situations } from '#modules/intake/contract.ts'
import type { Detail, reportLoader, Row } from '../data.ts'
import { nameOf } from '../parts/marks.tsx'
import { MergeDialog } from '../parts/merge.tsx'
import { Original } from '../parts/original.tsx'
import { Reply } from '../parts/reply.tsx'
import { Story } from '../parts/story.tsx'
import { useAct } from '../parts/useAct.ts'
import { ReportView } from '../parts/view.tsx'
import { sayRefusal, useWords } from '../words.ts'

/** One report, with what can be done about it. */
export function ReportPage() {
  const { report, alike } = useLoaderData<typeof reportLoader>()
  const t = useWords()
  const { revalidate } = useRevalidator()
  const again = useCallback(() => void revalidate(), [revalidate])
  const { act, busy, refused } = useAct(again)
  const [merging, setMerging] = useState<readonly Row[]>()
  const atDesk = report.state !== 'closed' && report.state !== 'in_case'
  return (
    <InsideLinks className="desk">
      <title>{`${report.ref} · ${t('desk.title')}`}</title>
      <PageHead
        path={[{ label: t('desk.title'), href: '/console/reports' }, { label: report.ref }]} pathLabel={t('nav.path')} title={nameOf(report, t)}
        beside={<p className="soft"><span className="mono">{report.ref}</span> · {t(`desk.state.${report.state}`)}{report.assignedName && ` · ${report.assignedName}`}</p>}
        actions={<>
          {atDesk && <Button type="button" onClick={() => setMerging([report])}>{t('bulk.merge')}</Button>}
          {atDesk && <Button kind="secondary" type="button" disabled={busy} onClick={() => act({ intent: 'take', ids: [report.id], to: report.assignedTo ? 'nobody' : 'me' })}>{t(report.assignedTo ? 'desk.putBack' : 'bulk.take')}</Button>}
          {atDesk && report.state !== 'waiting' && <Button kind="secondary" type="button" disabled={busy} onClick={() => act({ intent: 'move', ids: [report.id], body: { state: 'waiting' } })}>{t('desk.wait')}</Button>}
          {report.state === 'closed' && <Button kind="secondary" type="button" disabled={busy} onClick={() => act({ intent: 'move', ids: [report.id], body: { state: 'open' } })}>{t('desk.reopen')}</Button>}
          {report.state === 'in_case' && <Button kind="secondary" type="button" disabled={busy} onClick={() => act({ intent: 'detach', id: report.id })}>{t('desk.detach')}</Button>}
        </>}
      />
      {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
      <div className="page-body two-columns">
        <div className="case-stack">
          <Card><div className="card-body"><ReportView level={2} report={report} alike={alike} onMerge={setMerging} /></div></Card>
          <Card title={t('desk.originals')}><div className="card-body"><p className="soft">{t('desk.originalsLead')}</p>{report.originals.map((one) => <Original key={one.id} original={one} onDone={again} />)}</div></Card>
        </div>
        <div className="case-stack">
          {atDesk && <Card title={t('reply.title')}><div className="card-body"><Reply report={report} onDone={again} /></div></Card>}
          <Card title={t('story.title')}><div className="card-body"><Story entries={report.entries} /></div></Card>
          <Card title={t('change.title')} fold><div className="card-body"><Change report={report} onDone={again} /></div></Card>
        </div>
      </div>
      <MergeDialog rows={merging ?? []} open={merging !== undefined} onClose={() => setMerging(undefined)} onDone={again} />
    </InsideLinks>
  )
}

/** What was understood is corrected; what should not be read by colleagues is covered by hand. */
function Change({ report, onDone }: { report: Detail; onDone: () => void }) {
  const t = useWords()
  const { act, busy, refused } = useAct(onDone)
  return (
    <form key={report.version} onSubmit={(event) => {
      event.preventDefault()
      const form = new FormData(event.currentTarget)
      act({ intent: 'change', id: report.id, body: { version: report.version, subject: String(form.get('subject')).trim() || nameOf(report, t), situation: String(form.get('situation')) as Detail['situation'], urgency: Number(form.get('urgency')), pap: String(form.get('pap')) as Detail['pap'], words: String(form.get('words')) } })
    }}>
      <div className="field"><label htmlFor="subject">{t('change.subject')}</label><input id="subject" name="subject" defaultValue={report.subject} maxLength={300} /></div>
      <div className="field"><label htmlFor="situation">{t('desk.seen')}</label><select id="situation" name="situation" className="select-field" defaultValue={report.situation}>{situations.map((one) => <option key={one} value={one}>{t(`situation.${one}`)}</option>)}</select></div>
      <div className="field"><label htmlFor="urgency">{t('desk.urgency')}</label><select id="urgency" name="urgency" className="select-field" defaultValue={String(report.urgency)}>{([0, 1, 2, 3] as const).map((one) => <option key={one} value={one}>{t(`urgency.${one}`)}</option>)}</select></div>
      <div className="field"><label htmlFor="pap">{t('change.pap')}</label><p className="field-hint" id="pap-hint">{t('change.papHint')}</p><select id="pap" name="pap" className="select-field" defaultValue={report.pap} aria-describedby="pap-hint">{paps.map((one) => <option key={one} value={one}>{`PAP:${one.toUpperCase()} · ${t(`pap.${one}`)}`}</option>)}</select></div>
      <div className="field"><label htmlFor="words">{t('change.words')}</label><p className="field-hint" id="words-hint">{t('change.wordsHint')}</p><textarea id="words" name="words" rows={6} defaultValue={report.words} maxLength={20_000} aria-describedby="words-hint" /></div>
      {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
      <p className="actions"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('change.do')}</Button></p>
    </form>
  )
}
