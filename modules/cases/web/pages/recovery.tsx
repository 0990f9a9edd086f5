import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { halfOf } from '#ui/components/half.ts'
import { useLook } from '#ui/console/look.tsx'
import { Glyph } from '#ui/icons/icon.tsx'
import type { recoveryLoader } from '../loaders.ts'
import { Closing } from '../parts/closing.tsx'
import { Answered, Observed } from '../parts/states.tsx'
import { useCase } from '../parts/useCase.ts'
import { useWords } from '../words.ts'

type Data = Awaited<ReturnType<typeof recoveryLoader>>

/** Days later: what is back, what was lost, what to bring back next, and the end of the case. */
export function RecoveryPage() {
  const { one, base } = useCase()
  const { restoration, outcome } = useLoaderData<typeof recoveryLoader>()
  return (
    <div className="split split-even">
      <div className="case-stack">
        <Outcome outcome={outcome} />
        <Order restoration={restoration} />
      </div>
      <div className="case-stack">
        <HelpFirst restoration={restoration} />
        <Closing one={one} to={base} openTied={outcome.counts.tied - outcome.counts.closed} />
      </div>
    </div>
  )
}

function Outcome({ outcome: { counts, people, lost, lostTotal } }: { outcome: Data['outcome'] }) {
  const t = useWords()
  const { f } = useLook()
  const hit = counts.confirmedHit + counts.dataLost
  const share = people.back + people.waiting > 0 ? people.back / (people.back + people.waiting) : 0
  return (
    <Card title={t('outcome.title')}>
      <div className="card-body">
        <p className="case-lead">{t('outcome.sentence', { back: f.number(counts.observedWorking), hit: f.number(hit), safe: f.number(counts.safe) })}</p>
        <div className="back-share" role="img" aria-label={t('outcome.people', { back: f.number(Math.round(people.back)), waiting: f.number(Math.round(people.waiting)) })}><span className="back-share-done" style={{ inlineSize: `${share * 100}%` }} /></div>
        <p className="soft">{t('outcome.people', { back: f.number(Math.round(people.back)), waiting: f.number(Math.round(people.waiting)) })}</p>
        <h3>{t('outcome.lost')}</h3>
        {lost.length === 0 ? <p className="soft">{t('outcome.noLost')}</p> : (
          <ul className="lost">
            {lost.map((one) => <li key={one.caseId}><Glyph state="at-risk" /> <Link to={`/console/cases/${one.caseId}`}>{one.partyName}</Link>{one.days !== null && ` · ${t('outcome.days', { days: f.number(one.days) })}`} · {one.what}</li>)}
            {lostTotal > lost.length && <li className="soft">{t.n('others', lostTotal - lost.length)}</li>}
          </ul>
        )}
      </div>
    </Card>
  )
}

function Order({ restoration: { steps, optimal, within } }: { restoration: Data['restoration'] }) {
  const t = useWords()
  const { f } = useLook()
  const half = halfOf(steps)
  return (
    <Card title={t('order.title')}>
      <div className="card-body">
        <p className="soft">{t('order.lead')}</p>
        {half && <p><strong>{t(half.n === 1 ? 'order.halfOne' : 'order.half', { n: half.n, when: t.n('order.after', half.doneHours), share: f.percent(half.share) })}</strong></p>}
        {steps.length > 0 && <p>{optimal ? t('order.optimal') : t('order.approximate', { share: f.percent(Math.ceil((1 - 1 / within) * 100) / 100) })}</p>}
      </div>
      {steps.length === 0 ? <p className="card-body">{t('order.none')}</p> : (
        <>
          <DataTable
            caption={t('order.title')} captionHidden rows={steps.map((step, i) => ({ ...step, place: i + 1 }))} keyOf={(step) => step.serviceId}
            columns={[
              { key: 'n', header: t('order.place'), align: 'end', beside: true, cell: (step) => `${f.number(step.place)}.` },
              { key: 'name', header: t('col.service'), names: true, cell: (step) => step.name },
              { key: 'done', header: t('order.done'), cell: (step) => t.n('order.after', step.doneHours) },
              { key: 'services', header: t('order.services'), align: 'end', cell: (step) => f.number(step.services) },
              { key: 'people', header: t('order.people'), align: 'end', cell: (step) => f.number(Math.round(step.people)) },
              { key: 'still', header: t('order.still'), align: 'end', cell: (step) => f.number(Math.round(step.peopleStillDown)) },
            ]}
          />
          <p className="card-body soft">{t('order.guess')}</p>
        </>
      )}
    </Card>
  )
}

function HelpFirst({ restoration: { bodies } }: { restoration: Data['restoration'] }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <Card title={t('helpFirst.title')}>
      {bodies.length === 0 ? <p className="card-body soft">{t('helpFirst.none')}</p> : (
        <DataTable
          caption={t('helpFirst.title')} captionHidden rows={bodies.slice(0, 12)} keyOf={(one) => one.id}
          columns={[
            { key: 'name', header: t('col.body'), names: true, cell: (one) => <Link to={`/console/cases/${one.id}`}>{one.partyName}</Link> },
            { key: 'people', header: t('col.people'), align: 'end', cell: (one) => f.number(Math.round(one.peopleServed)) },
            { key: 'said', header: t('col.said'), cell: (one) => <Answered one={{ answer: one.answer, answeredAt: one.answer === 'unknown' ? null : '' }} /> },
            { key: 'now', header: t('fact.observed'), cell: (one) => <Observed observed={one.observed} /> },
          ]}
        />
      )}
    </Card>
  )
}
