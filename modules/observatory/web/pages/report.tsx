/** The report of a year in the making: what people add, and beside it the draft with the numbers of now. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { refusals } from '#platform/contract/refusal.ts'
import { Card, TabLinks } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { HiddenFields } from '#ui/console/ask.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { langs } from '#ui/i18n/lang.ts'
import { incomes, reportPaths, spendings, trainings } from '../../contract-report.ts'
import { Tabs, useRoles } from '../parts/frame.tsx'
import type { reportLoader, Said } from '../report-data.ts'
import { partsOf } from '../public/report-parts.tsx'
import { ReportParts } from '../public/report-body.tsx'
import { reportWords, type ReportWords } from '../public/report-words.ts'

type Loaded = Awaited<ReturnType<typeof reportLoader>>

export function ReportMaking() {
  const { lang, f } = useLook()
  const r = reportWords(lang)
  const loaded = useLoaderData<typeof reportLoader>()
  const said = useActionData() as Said | undefined
  const { items, year, draft, gone, corrected } = loaded
  const report = partsOf(draft)
  const title = r('title', { year })
  return (
    <div className="watch">
      <title>{`${title} · Bastida`}</title>
      <PageHead title={title}><p className="page-lead">{r('console.lead')}</p></PageHead>
      <Tabs tab="report" />
      <div className="page-body">
        <TabLinks label={r('console.years')} tabs={items.map((one) => ({ href: `/console/observatory/reports/${one.year}`, label: `${one.year} · ${r(`state.${one.state}`)}`, current: one.year === year }))} render={({ href, className, children, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{children}</Link>} />
        {said && (said.done === false ? <p className="field-error" role="alert">{sayRefused(r, said)}</p> : <p role="status">{r(said.done === 'saved' ? 'saved' : `console.${said.done}`)}</p>)}
        {gone.length > 0 && <p className="field-error">{r('console.gone', { refs: f.list(gone) })}</p>}
        {corrected.length > 0 && <p>{r('console.corrected', { refs: f.list(corrected) })}</p>}
        <div className="split split-even">
          <div className="page-body"><Publishing {...loaded} r={r} /><Entering {...loaded} r={r} key={`${year} ${loaded.version}`} /></div>
          <Card title={r('console.draft')} aside={<a href={`/api/observatory/reports/${year}/draft?lang=${lang}`}>{r('console.pdf')}</a>}>
            <div className="card-body report-draft"><p><strong>{report.summary}</strong></p>{report.big.length > 0 && <MetaList items={report.big.map((one) => ({ term: one.text, value: one.number }))} />}<ReportParts report={report} top={3} bare /></div>
          </Card>
        </div>
      </div>
    </div>
  )
}

const sayRefused = (r: ReportWords, { code }: { readonly code: Extract<Said, { done: false }>['code'] }): string => (code === 'unavailable' ? r('fail.away') : code === 'conflict' ? r('fail.conflict') : code === 'numbers' || code === 'invalid' ? r('fail.numbers') : code === 'reason' ? r('fail.reason') : refusals[code][r.lang])

function Entering({ year, version, entered, introductions, r }: Loaded & { r: ReportWords }) {
  const [may, idle] = [useRoles().includes('coordinator'), useNavigation().state === 'idle']
  const number = (name: string, label: string, value: number | null | undefined) => <TextField key={name} name={name} label={label} value={value === null || value === undefined ? '' : String(value).replace('.', r.lang === 'en' ? '.' : ',')} inputMode="numeric" />
  const group = (of: string, title: string, names: readonly string[], amounts: Readonly<Record<string, number | undefined>>, hint?: string) => <fieldset className="field"><legend>{title}</legend>{hint && <p className="field-hint">{hint}</p>}<div className="pair">{names.map((name) => number(`${of}.${name}`, r(`${of}.${name}` as never), amounts[name]))}</div></fieldset>
  if (!may) return null
  return (
    <Card title={r('console.enter')}>
      <Form method="post" className="card-body watch-form">
        <HiddenFields intent="save" hidden={{ year, version }} />
        <p>{r('console.enterLead')}</p>
        {langs.map((one) => <TextField key={one} name={`intro.${one}`} label={r(`console.intro.${one}`)} hint={r('console.introHint')} value={introductions[one] ?? ''} lines={5} />)}
        {group('income', r('console.income'), incomes, entered.income, r('console.inEuro'))}
        {group('spending', r('console.spending'), spendings, entered.spending, r('console.inEuro'))}
        {number('staff', r('console.staff'), entered.staff)}
        {group('training', r('console.training'), trainings, entered.training)}
        <Button disabled={!idle}>{r('console.save')}</Button>
      </Form>
    </Card>
  )
}

function Publishing({ year, version, editions, r }: Loaded & { r: ReportWords }) {
  const { f, lang } = useLook()
  const may = useRoles().includes('coordinator')
  const idle = useNavigation().state === 'idle'
  const open = editions.find((one) => one.state === 'published')
  return (
    <>
      {may && (
        <Card title={editions.length === 0 ? r('console.publish') : r('console.again')}>
          <Form method="post" className="card-body watch-form" key={editions.length}>
            <HiddenFields intent="publish" hidden={{ year, version }} />
            <p>{r('console.publishLead')}</p>
            {editions.length > 0 && <TextField name="reason" label={r('console.reason')} hint={r('console.reasonHint')} required />}
            <Button disabled={!idle}>{editions.length === 0 ? r('console.publish') : r('console.again')}</Button>
          </Form>
        </Card>
      )}
      {editions.length > 0 && (
        <Card title={r('console.editions')} aside={open && <a href={reportPaths.year(String(year))}>{r('console.public')}</a>}>
          <DataTable
            caption={r('console.editions')} captionHidden rows={editions} keyOf={(one) => String(one.number)}
            columns={[
              { key: 'number', header: r('console.edition'), names: true, cell: (one) => f.number(one.number) }, { key: 'state', header: r('console.state'), cell: (one) => r(`state.${one.state}`) }, { key: 'at', header: r('console.when'), cell: (one) => <TimeText at={one.withdrawnAt ?? one.publishedAt} formats={f} /> },
              { key: 'who', header: r('console.who'), cell: (one) => one.publishedBy }, { key: 'why', header: r('console.why'), cell: (one) => one.withdrawnReason || one.reason },
            ]}
          />
          {may && open && (
            <Form method="post" className="card-body watch-form" lang={lang}>
              <HiddenFields intent="withdraw" hidden={{ year, number: open.number }} />
              <TextField name="withdrawReason" label={r('console.withdrawWhy')} hint={r('console.withdrawHint')} required />
              <Button kind="danger" disabled={!idle}>{r('console.withdraw')}</Button>
            </Form>
          )}
        </Card>
      )}
    </>
  )
}
