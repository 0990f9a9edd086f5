/** The rules of one body: with which it began, what they found there, which could alert; and its weeks. */
import { Form, Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { bodyLoader } from '../data-catalogue.ts'
import { Ask, Press } from '../parts/ask.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export function BodyPage() {
  const { t, f } = useWords()
  const { party, begunAt, dueAt, items, early, weeks } = useLoaderData<typeof bodyLoader>()
  const may = useRoles().includes('coordinator')
  const quiet = items.filter((one) => one.advice === 'alert')
  const waits = items.some((one) => one.advice === 'wait')
  return (
    <OnePage tab="rules" title={t('body.title', { body: party.name })} lead={t('body.lead')}>
      <p className="answer">{begunAt ? `${t('body.begun', { when: f.moment(begunAt) })} ${waits && dueAt ? t('body.dueOn', { when: f.moment(dueAt) }) : ''}` : t('body.notBegun')}</p>
      {may && (
        <div className="watch-acts">
          {quiet.length > 0 && (
            <Ask id="accept" label={t.n('body.accept', quiet.length)} intent="accept">
              <p>{t('body.acceptLead', { body: party.name })}</p>
              {quiet.map((one) => <input key={one.id} type="hidden" name="rule" value={one.id} />)}
              <TextField name="reason" label={t('tune.reason')} value={t('body.acceptWhy')} required />
            </Ask>
          )}
          {begunAt && waits && !early && <Form><input type="hidden" name="early" value="true" /><button className="button button-secondary">{t('body.early')}</button></Form>}
          {!begunAt && <Press id="begin" label={t('body.begin')} intent="begin" primary />}
        </div>
      )}
      <Card title={t('body.list', { n: f.number(items.length) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('body.none')}>{t('body.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('body.list', { n: f.number(items.length) })} captionHidden rows={items.slice(0, 500)} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('rules.what'), names: true, cell: (one) => <Link to={`/console/watch/rules/${encodeURIComponent(one.id)}`} lang="en">{one.title}</Link> },
              { key: 'here', header: t('tune.here'), beside: true, cell: (one) => (one.tuned ? (one.tuned.pack ? t('tune.pack') : `${t(`ruleState.${one.tuned.state}`)}: ${one.tuned.reason}`) : t(`ruleState.${one.state}`)) },
              { key: 'level', header: t('rules.level'), cell: (one) => t(`level.${one.level}`) },
              { key: 'perDay', header: t('forecast.perDay'), align: 'end', cell: (one) => f.number(one.forecast.perDay) },
              { key: 'verdict', header: t('forecast.verdict'), cell: (one) => t(`verdict.${one.forecast.verdict}`) },
              { key: 'advice', header: t('body.advice'), cell: (one) => (one.advice ? t(`advice.${one.advice}`) : '–') },
            ]}
          />
        )}
      </Card>
      <Card title={t('body.weeks')}>
        <div className="card-body">{weeks.length === 0 ? <p>{t('body.noWeeks')}</p> : <ul className="bullets">{weeks.slice(0, 12).map((one) => <li key={one.week}><Link to={`/console/watch/bodies/${party.id}/weeks/${one.week}`}>{t('week.of', { week: one.week })}</Link></li>)}</ul>}</div>
      </Card>
    </OnePage>
  )
}
