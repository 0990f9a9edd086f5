import { useState } from 'react'
import { Form, Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { halfOf } from '#ui/components/half.ts'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { planRestoration } from '../../contract.ts'
import { afterMinutes, minutesText, say, usePen, type Pen } from '../words.ts'
import { PartyLink, Sure } from './marks.tsx'
import type { Answer } from './what-if-answer.tsx'
import { Why } from './why.tsx'

type Hit = Answer['page'][number]
const SHOWN = 10
export const SERVICES_PER_PAGE = 200

/** Every service that is reached, the first to stop first, each with the path that explains it. */
export function ServicesHit({ answer, page, hrefOf }: { answer: Answer; page: number; hrefOf: (page: number) => string }) {
  const pen = usePen()
  const { t, f } = pen
  const [all, setAll] = useState(false)
  const rows = all ? answer.page : answer.page.slice(0, SHOWN)
  return (
    <Card title={t('hitServices.title')} aside={<span>{t.n('hitServices.count', answer.total)}</span>}>
      <DataTable
        caption={t('hitServices.title')} captionHidden rows={rows} keyOf={(s) => s.id}
        columns={[
          { key: 'n', header: t('col.service'), names: true, cell: (s) => <>{s.name}<br /><PartyLink party={s.party} /></> },
          { key: 's', header: t('bodies.state'), beside: true, cell: (s) => <StateChip {...stateOf(pen, s)} /> },
          { key: 'w', header: t('bodies.when'), cell: (s) => (s.atMinutes === null ? '–' : afterMinutes(t, s.atMinutes)) },
          { key: 'p', header: t('col.people'), align: 'end', cell: (s) => f.number(s.people) },
          { key: 'c', header: t('edges.confidence'), cell: (s) => <Sure confidence={s.confidence} /> },
          { key: 'y', header: t('bodies.why'), cell: (s) => <Why path={s.path} summary={t.n('why.steps', s.path.length)} /> },
        ]}
      />
      {!all && answer.page.length > SHOWN && <p className="card-body"><button type="button" className="button button-secondary" onClick={() => setAll(true)}>{t('edges.all', { n: f.number(answer.page.length) })}</button></p>}
      <Pagination label={t('web.pages')} page={page} pages={Math.ceil(answer.total / SERVICES_PER_PAGE)} hrefOf={hrefOf} words={{ previous: t('web.previous'), next: t('web.next'), page: t('web.page') }} />
    </Card>
  )
}

/** Services whose data may be read or changed, with what kind of data they hold. */
export function DataAtRisk({ answer }: { answer: Answer }) {
  const { t, f } = usePen()
  const [all, setAll] = useState(false)
  // Health and identity before the rest: what hurts people most is read first.
  const rows = [...answer.page].sort((a, b) => weightOf(b) - weightOf(a) || b.people - a.people)
  return (
    <Card title={t('risk.title')} aside={<span>{t.n('hitServices.count', answer.total)}</span>}>
      {rows.length === 0 ? <div className="card-body"><EmptyState title={t('risk.none')}>{t('risk.noneHow')}</EmptyState></div> : (
        <DataTable
          caption={t('risk.title')} captionHidden rows={all ? rows : rows.slice(0, SHOWN)} keyOf={(s) => s.id}
          columns={[
            { key: 'n', header: t('col.service'), names: true, cell: (s) => <>{s.name}<br /><PartyLink party={s.party} /></> },
            { key: 'r', header: t('risk.what'), beside: true, cell: (s) => <StateChip state="at-risk" word={t(s.exposed && s.tampered ? 'risk.both' : s.exposed ? 'risk.exposed' : 'risk.tampered')} /> },
            { key: 'd', header: t('party.classes'), cell: (s) => (s.dataClasses.length > 0 ? f.list(s.dataClasses.map((c) => say(t, 'class', c))) : t('risk.noClass')) },
            { key: 'p', header: t('col.people'), align: 'end', cell: (s) => f.number(s.people) },
            { key: 'c', header: t('edges.confidence'), cell: (s) => <Sure confidence={s.confidence} /> },
            { key: 'y', header: t('bodies.why'), cell: (s) => <Why path={s.path} summary={t.n('why.steps', s.path.length)} /> },
          ]}
        />
      )}
      {!all && rows.length > SHOWN && <p className="card-body"><button type="button" className="button button-secondary" onClick={() => setAll(true)}>{t('edges.all', { n: f.number(rows.length) })}</button></p>}
    </Card>
  )
}

const grave: readonly string[] = ['health', 'minors', 'biometric', 'judicial', 'credentials', 'identity-document', 'financial', 'common']
const weightOf = (hit: Hit): number => Math.max(0, ...hit.dataClasses.map((c) => grave.length - grave.indexOf(c)))

/** In which order to bring services back; the hours of work are the analyst's to write. */
export function Restoration({ plan, provider, work, keep }: { plan: ResponseOf<typeof planRestoration>; provider: string; work: Readonly<Record<string, number>>; keep: URLSearchParams }) {
  const { t, f } = usePen()
  const half = halfOf(plan.steps)
  const guessed = plan.steps.some((s) => work[s.service.id] === undefined)
  return (
    <Card title={t('restore.title')}>
      <div className="card-body">
        {half && <p className="answer">{t(half.n === 1 ? 'restore.halfOne' : 'restore.half', { n: f.number(half.n), when: afterMinutes(t, Math.round(half.doneHours * 60)), share: f.percent(half.share) })}</p>}
        <p>{plan.optimal ? t('restore.optimal') : t('restore.good', { share: f.percent(Math.ceil((1 - 1 / plan.within) * 100) / 100) })} <span className="soft">{t('restore.turn')}</span></p>
      </div>
      <Form action="/console/territory/what-if" preventScrollReset>
        {[...keep].map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />)}
        <DataTable
          caption={t('restore.caption', { provider })} captionHidden rows={plan.steps.map((s, i) => ({ ...s, place: i + 1 }))} keyOf={(s) => s.service.id}
          columns={[
            { key: 'n', header: t('restore.order'), names: true, cell: (s) => `${f.number(s.place)}. ${s.service.name}` },
            { key: 'w', header: t('restore.work'), cell: (s) => <input className="hours-field" type="number" min="0.5" step="0.5" max="10000" name={`work.${s.service.id}`} defaultValue={work[s.service.id] ?? 1} aria-label={t('restore.workOf', { service: s.service.name })} /> },
            { key: 'd', header: t('restore.done'), cell: (s) => afterMinutes(t, Math.round(s.doneHours * 60)) },
            { key: 's', header: t('restore.services'), align: 'end', cell: (s) => f.number(s.services) },
            { key: 'p', header: t('restore.people'), align: 'end', cell: (s) => f.number(s.people) },
            { key: 'l', header: t('restore.left'), align: 'end', cell: (s) => f.number(s.peopleStillDown) },
          ]}
        />
        <p className="card-body dialog-actions"><Button kind="secondary">{t('restore.again')}</Button>{guessed && <span className="soft">{t('restore.guess', { time: minutesText(t, 60) })}</span>}</p>
      </Form>
    </Card>
  )
}

function stateOf({ t }: Pen, hit: Hit) {
  if (hit.availability === 'down') return { state: 'hit' as const, word: t('impact.hit') }
  if (hit.availability === 'degraded') return { state: 'degraded' as const, word: t('impact.degraded') }
  return { state: 'at-risk' as const, word: t('impact.at-risk') }
}

export function RankingLink() {
  const { t } = usePen()
  return <Link to="/console/territory#ranking">{t('whatIf.ranking')}</Link>
}
