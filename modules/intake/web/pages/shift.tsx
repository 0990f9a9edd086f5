import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Row, shiftLoader } from '../data.ts'
import { nameOf, Promise } from '../parts/marks.tsx'
import { useWords } from '../words.ts'

/** For whoever comes on duty: what happened since they left, and what is in their hands. */
export function ShiftPage() {
  const shift = useLoaderData<typeof shiftLoader>()
  const t = useWords()
  const { f } = useLook()
  const list = (rows: readonly Row[], none: string) => (rows.length === 0 ? <p className="soft">{none}</p> : <ul className="plain-list">{rows.map((row) => <li key={row.id}><Link to={`/console/reports/${row.id}`}>{row.ref} · {nameOf(row, t)}</Link> <Promise at={row.promiseAt} missed={row.promisesMissed} /></li>)}</ul>)
  return (
    <InsideLinks className="desk">
      <title>{t('shift.title')}</title>
      <PageHead path={[{ label: t('desk.title'), href: '/console/reports' }, { label: t('shift.title') }]} pathLabel={t('nav.path')} title={t('shift.title')}><p className="page-lead">{t('shift.lead', { when: f.longMoment(shift.since) })}</p></PageHead>
      <div className="page-body case-stack">
        <Card><div className="card-body"><MetaList items={[{ term: t('shift.received'), value: f.number(shift.received) }, { term: t('shift.closed'), value: f.number(shift.closed) }, { term: t('shift.merged'), value: f.number(shift.merged) }, { term: t('shift.missed'), value: f.number(shift.missed) }]} /></div></Card>
        <Card title={t('shift.overdue')}><div className="card-body">{list(shift.overdue, t('shift.overdueNone'))}</div></Card>
        <Card title={t('shift.handed')}><div className="card-body">{list(shift.handed, t('shift.handedNone'))}</div></Card>
        <Card title={t('shift.waiting')}><div className="card-body">{list(shift.waiting, t('desk.emptyText'))}</div></Card>
      </div>
    </InsideLinks>
  )
}
