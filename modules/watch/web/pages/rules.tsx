/** The catalogue: what each rule looks for, how often it was met, whether it alerts. */
import { Form, Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { ruleChoices, ruleForms, ruleStates } from '../../contract.ts'
import { PER_PAGE, type rulesLoader } from '../data.ts'
import { Ask } from '../parts/ask.tsx'
import { Choose, searchWith } from '../parts/choose.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { sayState, useWords } from '../words.ts'

export function RulesPage() {
  const { t, f } = useWords()
  const { items, total, switchable, page, q, form, state, product, level, products } = useLoaderData<typeof rulesLoader>()
  const from = ruleChoices.find((one) => one === state)
  return (
    <Frame tab="rules">
      <p>{t('rules.lead')} <Link to="/console/watch/imports">{t('rules.import')}</Link> · <Link to="/console/watch/authors">{t('rules.authors')}</Link></p>
      <Form className="watch-choose" key={JSON.stringify([q, form, state, product, level])}>
        <div className="field"><label htmlFor="q">{t('rules.search')}</label><input id="q" type="search" name="q" defaultValue={q} /></div>
        <SelectField name="form" label={t('form')} value={form ?? ''} options={[{ value: '', label: t('proposal.any') }, ...ruleForms.map((one) => ({ value: one, label: t(`form.${one}`) }))]} />
        <SelectField name="state" label={t('rules.state')} value={state ?? ''} options={[{ value: '', label: t('proposal.any') }, ...ruleStates.map((one) => ({ value: one, label: t(`ruleState.${one}`) }))]} />
        <Choose products={products} product={product} level={level} />
        <Button kind="secondary">{t('rules.find')}</Button>
      </Form>
      <Card title={t('rules.list', { n: f.number(total) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('rules.none')}>{t('rules.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('rules.list', { n: f.number(total) })} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('rules.what'), names: true, cell: (one) => <Link to={`/console/watch/rules/${encodeURIComponent(one.id)}`}>{one.title}</Link> },
              { key: 'state', header: t('rules.state'), beside: true, cell: (one) => `${sayState(t, one)}${one.silent ? ` · ${t('form.part')}` : ''}` },
              { key: 'form', header: t('form'), cell: (one) => t(`form.${one.form}`) },
              { key: 'level', header: t('rules.level'), cell: (one) => t(`level.${one.level}`) },
              { key: 'for', header: t('rules.for'), cell: (one) => <span className="watch-value">{[one.product, one.category, one.service].filter(Boolean).join(' · ')}</span> },
              { key: 'author', header: t('rules.author'), cell: (one) => <span className="watch-value">{[one.author, one.licence].filter(Boolean).join(' · ') || '–'}</span> },
              { key: 'hits', header: t('rules.hits'), align: 'end', cell: (one) => f.number(one.hits) },
              { key: 'bodies', header: t('rules.bodies'), align: 'end', cell: (one) => f.number(one.bodies) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => searchWith('/console/watch/rules', { q, form, state, product, level, page: n })} />
      </Card>
      {useRoles().includes('coordinator') && (
        <Card title={t('many.title')}>
          <div className="card-body"><p>{t('many.lead')}</p>{from && q === '' && form === undefined && switchable > 0 && <Many total={switchable} state={from} product={product} level={level} />}</div>
        </Card>
      )}
    </Frame>
  )
}

/** One action over many: only of one state at a time, and of as many as are on the page's count. */
function Many({ total, state, product, level }: { total: number; state: (typeof ruleChoices)[number]; product: string | undefined; level: string | undefined }) {
  const { t } = useWords()
  const hidden = { from: state, expected: total, ...(product === undefined ? {} : { product }), ...(level === undefined ? {} : { level }) }
  return (
    <div className="watch-acts">
      {ruleChoices.filter((one) => one !== state).map((to) => (
        <Ask key={to} id={`many-${to}`} label={t(`many.${to}`)} intent="many" hidden={{ ...hidden, to }}>
          <p>{t.n('many.ask', total)}</p>
          {to === 'alert' && <p>{t('many.left')}</p>}
        </Ask>
      ))}
    </div>
  )
}
