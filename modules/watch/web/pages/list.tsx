/** One list of indicators: what it holds, where it was met, its versions, what was refused, and what can be done. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState, MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { Outcome } from '../data.ts'
import type { List, listLoader } from '../data-lists.ts'
import { Ask, HiddenFields, Press } from '../parts/ask.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { ListFields, tlpName } from '../parts/list-fields.tsx'
import { Told } from '../parts/told.tsx'
import { sayListState, sayRefused, useWords } from '../words.ts'

export function ListPage() {
  const { t, f } = useWords()
  const list = useLoaderData<typeof listLoader>()
  const may = useRoles().includes('coordinator')
  return (
    <OnePage tab="lists" title={list.name} lead={list.current === 0 ? t('list.empty') : t('list.figures', { values: f.number(list.values), expired: f.number(list.expired) })}>
      <p className="answer"><strong>{sayListState(t, list.state)}</strong> {t(list.state === 'guard' || list.state === 'off' ? `listState.${list.state}Why` : `ruleState.${list.state}Why`)}</p>
      {may && <Acts list={list} />}
      {list.fresh.values > 0 && list.kind === 'indicators' && (
        <div className="watch-acts">{list.fresh.fits && <Press id="look-back" label={t('list.lookBack')} intent="look-back" />} <span className="soft">{t.n('list.fresh', list.fresh.values)} {!list.fresh.fits && <>{t('list.tooMany')} <Link to="/console/watch/hunts">{t('tab.hunts')}</Link></>}</span></div>
      )}
      {may && <Bring />}
      <Card title={t('list.settings')}>
        <div className="card-body"><MetaList items={[
          { term: t('list.format'), value: t(`listFormat.${list.format}`) }, ...(list.source ? [{ term: t('list.source'), value: <span className="watch-value">{list.source}</span> }] : []), ...(list.licence ? [{ term: t('list.licence'), value: list.licence }] : []),
          ...(list.kind === 'warning' ? [] : [{ term: t('hit.confidence'), value: t('hit.of', { n: f.number(list.confidence) }) }, { term: t('list.tlp'), value: tlpName(list.tlp) }, { term: t('list.days'), value: list.days === null ? t('list.never') : f.number(list.days) }]),
        ]} /></div>
      </Card>
      {list.kind === 'indicators' && <Told listId={list.id} told={list.told} may={may} />}
      {list.kinds.length > 0 && (
        <Card title={t('list.kinds')}>
          <DataTable caption={t('list.kinds')} captionHidden rows={list.kinds} keyOf={(one) => one.kind} columns={[{ key: 'kind', header: t('list.kind'), names: true, cell: (one) => t(`indicatorKind.${one.kind}`) }, { key: 'values', header: t('lists.values'), align: 'end', cell: (one) => f.number(one.values) }]} />
        </Card>
      )}
      <Met list={list} />
      <Versions list={list} />
      {list.kind === 'indicators' && <Withdrawn list={list} may={may} />}
    </OnePage>
  )
}

function Acts({ list }: { list: List }) {
  const { t } = useWords()
  const settings = { name: list.name, source: list.source, licence: list.licence, confidence: list.confidence, tlp: list.tlp, days: list.days ?? '', version: list.version }
  const states = list.kind === 'warning' ? (['guard', 'off'] as const) : (['observe', 'alert', 'off'] as const)
  return (
    <div className="watch-acts">
      {states.filter((one) => one !== list.state).map((one) => <Press key={one} id={`state-${one}`} label={one === 'guard' ? t('listAct.guard') : t(`ruleAct.${one}`)} intent="change" hidden={{ ...settings, state: one }} primary={one === 'alert' || one === 'guard'} />)}
      <Ask id="change-list" label={t('list.change')} intent="change" hidden={{ state: list.state, version: list.version }}><ListFields list={list} /></Ask>
      <Ask id="remove-list" label={t('list.remove')} act={t('list.remove')} intent="remove"><p>{t('list.removeLead')}</p></Ask>
    </div>
  )
}

function Bring() {
  const { t } = useWords()
  const outcome = useActionData() as Outcome | undefined
  const said = outcome && !outcome.done ? outcome.refused.fields.map((one) => one.problem) : []
  return (
    <Card title={t('list.text')}>
      <Form method="post" encType="multipart/form-data" className="card-body watch-form">
        <HiddenFields intent="text" />
        <p>{t('list.textLead')}</p>
        <div className="field"><label htmlFor="file">{t('list.file')}</label><p className="field-hint" id="file-hint">{t('list.fileHint')}</p><input id="file" type="file" name="file" aria-describedby="file-hint" /></div>
        <TextField name="text" label={t('list.paste')} optional={t('optional')} lines={6} />
        {outcome && !outcome.done && <div className="field-error" role="alert"><p>{sayRefused(t, outcome.refused)}</p>{said.length > 0 && <ul className="bullets" lang="en">{said.map((one) => <li className="watch-value" key={one}>{one}</li>)}</ul>}</div>}
        <Button disabled={useNavigation().state !== 'idle'}>{t('list.send')}</Button>
      </Form>
    </Card>
  )
}

function Met({ list }: { list: List }) {
  const { t, f } = useWords()
  return (
    <Card title={t('list.where')}>
      {list.seen.length === 0 ? <div className="card-body"><EmptyState title={t('list.notMet')}>{t('rule.notMetLead')}</EmptyState></div> : (
        <>
          <div className="card-body"><p className="soft">{t('list.weakWhy')}</p></div>
          <DataTable
            caption={t('list.where')} captionHidden rows={list.seen} keyOf={(one) => one.party.id}
            columns={[
              { key: 'body', header: t('alerts.body'), names: true, cell: (one) => <Link to={`/console/watch?body=${one.party.id}`}>{one.party.name}</Link> },
              { key: 'hits', header: t('list.hits'), align: 'end', cell: (one) => f.number(one.hits) }, { key: 'weak', header: t('list.weak'), align: 'end', cell: (one) => f.number(one.weak) }, { key: 'held', header: t('lists.held'), align: 'end', cell: (one) => f.number(one.held) },
            ]}
          />
        </>
      )}
    </Card>
  )
}

function Versions({ list }: { list: List }) {
  const { t, f } = useWords()
  if (list.versions.length === 0) return null
  return (
    <>
      <Card title={t('list.versions')}>
        <DataTable
          caption={t('list.versions')} captionHidden rows={list.versions} keyOf={(one) => String(one.number)}
          columns={[
            { key: 'number', header: t('list.number'), names: true, cell: (one) => <span className="watch-value">{[f.number(one.number), one.origin].filter(Boolean).join(' · ')}</span> },
            { key: 'when', header: t('imports.when'), cell: (one) => <TimeText at={one.at} formats={f} /> }, { key: 'values', header: t('lists.values'), align: 'end', cell: (one) => f.number(one.values) },
            { key: 'came', header: t('list.came'), align: 'end', cell: (one) => f.number(one.came) }, { key: 'went', header: t('list.went'), align: 'end', cell: (one) => f.number(one.went) }, { key: 'refused', header: t('list.refused'), align: 'end', cell: (one) => f.number(one.refused) },
            { key: 'by', header: t('imports.by'), cell: (one) => <span className="watch-value">{one.by}</span> },
          ]}
        />
      </Card>
      {list.problems.length > 0 && (
        <Card title={t('list.problems')} fold>
          <div className="card-body"><p>{t('list.problemsLead', { n: f.number(list.problems.length), all: f.number(list.refused) })}</p></div>
          <DataTable caption={t('list.problems')} captionHidden rows={list.problems.map((one, i) => ({ ...one, i }))} keyOf={(one) => String(one.i)} columns={[{ key: 'line', header: t('list.line'), names: true, cell: (one) => f.number(one.line) }, { key: 'why', header: t('list.reason'), cell: (one) => <span className="watch-value" lang="en">{one.message}</span> }]} />
        </Card>
      )}
    </>
  )
}

function Withdrawn({ list, may }: { list: List; may: boolean }) {
  const { t, f } = useWords()
  return (
    <Card title={t('list.withdrawn')}>
      {list.withdrawn.length === 0 ? <div className="card-body"><p>{t('list.noneWithdrawn')}</p></div> : (
        <ul className="watch-list">
          {list.withdrawn.map((one) => <li key={one.id}><p><strong className="watch-value">{one.value}</strong><br />{one.reason} · {one.by} · {f.date(one.at)}</p>{may && <Press id={`restore-${one.id}`} label={t('list.restore')} about={one.value} intent="restore" hidden={{ id: one.id }} />}</li>)}
        </ul>
      )}
      {may && <div className="card-body"><Ask id="withdraw" label={t('list.withdraw')} intent="withdraw"><p>{t('list.withdrawLead')}</p><TextField name="value" label={t('list.value')} required /><TextField name="reason" label={t('list.why')} required /></Ask></div>}
    </Card>
  )
}
