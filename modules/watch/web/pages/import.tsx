/** One proposal: what it would change, narrowed as one likes, and the button that puts it in force. */
import { Form, Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { proposalKinds } from '../../contract.ts'
import { PER_PAGE } from '../data.ts'
import type { importLoader } from '../data-catalogue.ts'
import { Press } from '../parts/ask.tsx'
import { Choose, searchWith } from '../parts/choose.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { sayChange, sayOrigin, sayState, useWords } from '../words.ts'

type Data = Awaited<ReturnType<typeof importLoader>>

export function ImportPage() {
  const { t, f } = useWords()
  const data = useLoaderData<Data>()
  const { id, chosen, items, total, page, refused } = data
  const path = `/console/watch/imports/${id}`
  const n = (value: number) => f.number(value)
  return (
    <OnePage tab="imports" title={t('proposal.title', { from: sayOrigin(t, data) })} lead={t('proposal.lead', { added: n(data.added), changed: n(data.changed), gone: n(data.gone), same: n(data.same), refused: n(data.refusedCount) })}>
      {data.ref && <p className="watch-value">{t('proposal.ref', { ref: data.ref })}</p>}
      <Form className="watch-choose" key={JSON.stringify(chosen)}>
        <SelectField name="kind" label={t('proposal.kind')} value={chosen.kind ?? ''} options={[{ value: '', label: t('proposal.any') }, ...proposalKinds.map((one) => ({ value: one, label: t(`proposalKind.${one}`) }))]} />
        <Choose products={data.products} product={chosen.product} level={chosen.level} />
        <Button kind="secondary">{t('proposal.filter')}</Button>
      </Form>
      <Acts data={data} />
      <Card title={t('proposal.list', { n: n(total) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('proposal.none')}>{t('proposal.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('proposal.list', { n: n(total) })} captionHidden rows={items} keyOf={(one) => one.ruleId}
            columns={[
              { key: 'title', header: t('rules.what'), names: true, cell: (one) => <Link to={`${path}/rules/${encodeURIComponent(one.ruleId)}`} lang="en">{one.title}</Link> },
              { key: 'kind', header: t('proposal.kind'), beside: true, cell: (one) => `${t(`proposalKind.${one.kind}`)}${one.form === 'rule' ? '' : ` · ${t(`form.${one.form}`)}`}` },
              { key: 'changes', header: t('proposal.what'), cell: (one) => <span className="watch-value">{[...(one.reason ? [t(`gone.${one.reason}`)] : []), ...one.changes.map((change) => sayChange(t, change)), ...(one.tested ? [t(`tested.${one.tested}`)] : [])].join(' ') || '–'}</span> },
              { key: 'level', header: t('rules.level'), cell: (one) => t(`level.${one.level}`) },
              { key: 'for', header: t('rules.product'), cell: (one) => <span className="watch-value">{one.product || '–'}</span> },
              { key: 'now', header: t('proposal.now'), cell: (one) => (one.appliedAt ? t('proposal.applied') : one.state ? sayState(t, { form: one.form, state: one.state }) : t('proposal.notThere')) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(number) => searchWith(path, { ...chosen, page: number })} />
      </Card>
      {refused.length > 0 && (
        <Card title={`${t('proposal.refused')} (${n(data.refusedCount)})`} fold>
          <div className="card-body"><ul className="bullets">{refused.slice(0, 300).map((one, i) => <li key={i}><span className="watch-value">{one.path}</span>{one.title && `, ${one.title}`}: <span lang="en">{one.problems.map(({ message, line }) => `${message}${line ? ` (${line})` : ''}`).join('; ')}</span></li>)}</ul></div>
        </Card>
      )}
    </OnePage>
  )
}

function Acts({ data: { state, chosen, ready, failing } }: { data: Data }) {
  const { t } = useWords()
  const may = useRoles().includes('coordinator')
  if (state !== 'waiting') return <p className="answer" role="status">{t(state === 'dropped' ? 'proposal.dropped' : 'proposal.settled')}</p>
  const narrowed = Object.fromEntries(Object.entries(chosen).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  return (
    <>
      {failing > 0 && <p className="answer">{t.n('proposal.failing', failing)}</p>}
      {may && (
        <div className="watch-acts">
          {ready > 0 && <Press id="apply" label={t.n('proposal.apply', ready)} intent="apply" hidden={{ ...narrowed, expected: ready }} primary />}
          <Press id="drop" label={t('proposal.drop')} intent="drop" />
          <span className="soft">{t('proposal.applyLead')}</span>
        </div>
      )}
    </>
  )
}
