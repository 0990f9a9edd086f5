import { Link } from 'react-router'
import { MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Alike, Detail } from '../data.ts'
import { useWords } from '../words.ts'
import { nameOf, Promise, Road, Urgency } from './marks.tsx'

/** One report as it was understood: what was written, from whom, what came with it, what is like it. */
export function ReportView({ report, alike, onMerge, level = 3 }: { level?: 2 | 3; report: Detail; alike: readonly Alike[]; onMerge?: (rows: readonly Alike['report'][]) => void }) {
  const t = useWords()
  const { f } = useLook()
  const { contact } = report
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="report-view">
      <MetaList items={[
        { term: t('desk.for'), value: report.whoName || t(`who.${report.who}`) },
        { term: t('desk.seen'), value: t(`situation.${report.situation}`) },
        { term: t('desk.urgency'), value: <Urgency row={report} /> },
        { term: t('desk.arrived'), value: <><TimeText at={report.receivedAt} formats={f} /> · <Road road={report.road} />{report.times > 1 && ` · ${t.n('desk.times', report.times)}`}</> },
        { term: t('desk.promise'), value: <Promise at={report.promiseAt} missed={report.promisesMissed} /> },
        ...(report.caseId ? [{ term: t('desk.case'), value: <Link to={`/console/cases/${report.caseId}`}>{report.caseRef}</Link> }] : []),
        { term: t('desk.contact'), value: contact === null ? t('desk.contactGone') : [contact.name, contact.phone, contact.email].filter(Boolean).join(' · ') || t(report.road === 'space' ? 'desk.inSpace' : 'desk.noContact') },
      ]} />
      <Heading>{t('desk.words')}</Heading>
      {report.words ? <div className="quote"><Paragraphs texts={report.words.split(/\n{2,}/)} /></div> : <p className="soft">{t('desk.noWords')}</p>}
      {report.indicators.length > 0 && <><Heading>{t('desk.indicators')}</Heading><p className="soft">{`PAP:${report.pap.toUpperCase()} · ${t(`pap.${report.pap}`)}`}</p><ul className="plain-list mono">{report.indicators.map((one) => <li key={one}>{one}</li>)}</ul></>}
      {report.attachments.length > 0 && <><Heading>{t('desk.attachments')}</Heading><ul className="plain-list">{report.attachments.map((one) => <li key={one.id}>{one.fileName} <span className="soft">{t('desk.bytes', { n: f.number(one.bytes) })}</span></li>)}</ul></>}
      {alike.length > 0 && (
        <>
          <Heading>{t('alike.title')}</Heading>
          <ul className="plain-list alike">
            {alike.slice(0, 5).map(({ report: other, score, reasons }) => (
              <li key={other.id}>
                <Link to={`/console/reports/${other.id}`}>{other.ref} · {nameOf(other, t)}</Link> <span className="soft">{t('alike.score', { n: Math.round(score * 100) })}</span>
                <p className="soft">{reasons.map((reason) => t(`alike.${reason.kind}`, { value: reason.value })).join(' · ')}</p>
              </li>
            ))}
          </ul>
          {onMerge && report.state !== 'in_case' && <p><button type="button" className="link-button" onClick={() => onMerge([report, ...alike.map((one) => one.report).filter((one) => one.state !== 'in_case')])}>{t('alike.merge')}</button></p>}
        </>
      )}
    </div>
  )
}
