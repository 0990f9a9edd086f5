/** One attack: what to do next, what we hold and whose word it is, what sources say, which others may be the same. */
import { Link, useLoaderData } from 'react-router'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { AskForm, PressForm } from '#ui/console/ask.tsx'
import { fields, type Facts, type Field } from '../../contract-facts.ts'
import type { Entry } from '../data.ts'
import { FactFields, SourceFields, TlpField, tlpName } from '../parts/fact-fields.tsx'
import { sayFact } from '../parts/facts.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { Techniques } from '../parts/techniques.tsx'
import { useAsk, useWords } from '../words.ts'

export function EntryPage() {
  const { t, f } = useWords()
  const entry = useLoaderData<Entry>()
  const words = useAsk()
  return (
    <OnePage tab="entries" title={entry.title || entry.ref} lead={[entry.ref, t(`origin.${entry.origin}`), tlpName(entry.wholeTlp)].join(' · ')}>
      <Next entry={entry} />
      {!entry.mergedInto && <p>{entry.sharedWith.length > 0 ? t('out.sharedWith', { who: f.list(entry.sharedWith) }) : t('out.sharedWithNobody')} <Link to={`/console/sharing/out/entries/${entry.id}`}>{t('out.share')}</Link></p>}
      {entry.twins.length > 0 && entry.state !== 'published' && <Twins entry={entry} />}
      <Held entry={entry} />
      <Techniques entry={entry} />
      <Card title={t('sources.title', { n: f.number(entry.statements.length) })}>
        <ul className="watch-list">
          {entry.statements.map((one) => (
            <li key={one.id}>
              <p><strong>{t(`source.${one.source.kind}`)}</strong> · {one.source.url ? <a href={one.source.url} rel="noopener noreferrer">{one.source.title}</a> : one.source.title}{one.source.publisher && ` · ${one.source.publisher}`}<br />
                {[t('source.sure', { n: f.number(one.confidence) }), t('source.says', { n: f.number(Object.keys(one.facts).length) }), t('source.recorded', { day: f.date(one.recordedAt) }), ...(one.entryRef === entry.ref ? [] : [one.entryRef])].join(' · ')}</p>
            </li>
          ))}
        </ul>
        {!entry.mergedInto && <div className="card-body"><AskForm id="say" label={t('sources.add')} intent="say" hidden={{ version: entry.version }} words={words}><SourceFields /><FactFields /></AskForm></div>}
      </Card>
      {entry.merged.length > 0 && (
        <Card title={t('merged.title')}>
          <ul className="watch-list">{entry.merged.map((one) => <li key={one.id}><p><Link to={`/console/observatory/entries/${one.id}`}>{one.ref}</Link> · {f.moment(one.at)}</p></li>)}</ul>
        </Card>
      )}
      {!entry.mergedInto && <Marks entry={entry} />}
    </OnePage>
  )
}

/** The one thing to do first. */
function Next({ entry }: { entry: Entry }) {
  const { t, f } = useWords()
  const words = useAsk()
  const may = useRoles().includes('coordinator')
  const version = { version: entry.version }
  if (entry.mergedInto) return (
    <>
      <p className="answer"><strong>{t('next.merged')}</strong> <Link to={`/console/observatory/entries/${entry.mergedInto.id}`}>{entry.mergedInto.ref}</Link></p>
      <div className="watch-acts"><PressForm id="separate" label={t('act.separate')} intent="separate" hidden={version} words={words} /></div>
    </>
  )
  return (
    <>
      <p className="answer"><strong>{t(`state.${entry.state}`)}.</strong> {entry.state === 'ready' && entry.ready ? t(entry.ready.mine ? 'next.readyMine' : 'next.ready', { name: entry.ready.byName, when: f.moment(entry.ready.at) }) : entry.published ? t('next.published', { reviewer: entry.published.reviewedByName, name: entry.published.byName, day: f.date(entry.published.from) }) : entry.state === 'withdrawn' ? t('next.withdrawn', { reason: entry.reason }) : t(`next.${entry.state}`)}</p>
      <div className="watch-acts">
        {entry.state === 'to_verify' && <PressForm id="verified" label={t('act.verified')} intent="state" hidden={{ ...version, state: 'draft' }} primary words={words} />}
        {entry.state === 'ready' && entry.ready && !entry.ready.mine && may && <PressForm id="publish" label={t('act.publish')} intent="publish" hidden={version} primary words={words} />}
        {entry.state !== 'to_verify' && <Link className={entry.state === 'draft' ? 'button' : 'button button-secondary'} to={`/console/observatory/entries/${entry.id}/review`}>{t(entry.state === 'ready' || entry.state === 'published' ? 'act.reviewAgain' : 'act.review')}</Link>}
        {entry.state === 'draft' && <PressForm id="internal" label={t('act.internal')} intent="state" hidden={{ ...version, state: 'internal' }} words={words} />}
        {entry.state === 'published' && may && <AskForm id="withdraw" label={t('act.withdraw')} act={t('act.withdraw')} intent="withdraw" hidden={version} words={words}><p>{t('withdraw.lead')}</p><TextField name="reason" label={t('withdraw.reason')} required /></AskForm>}
        {entry.caseId && <Link className="button button-secondary" to={`/console/cases/${entry.caseId}`}>{t('act.case')}</Link>}
      </div>
    </>
  )
}

function Twins({ entry }: { entry: Entry }) {
  const { t, f } = useWords()
  const words = useAsk()
  return (
    <Card title={t('twins.title')}>
      <ul className="watch-list">
        {entry.twins.map((one) => (
          <li key={one.entryId}>
            <p><Link to={`/console/observatory/entries/${one.entryId}`}>{one.title || one.ref}</Link> · {one.ref}<br />{t('twins.why', { percent: f.percent(one.score), why: f.list(one.reasons.map((reason) => t(`like.${reason}`))) })}</p>
            <PressForm id={`merge-${one.entryId}`} label={t('act.merge')} about={one.ref} intent="merge" hidden={{ version: entry.version, into: one.entryId }} words={words} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Held({ entry }: { entry: Entry }) {
  const { t, f } = useWords()
  const words = useAsk()
  const facts = entry.facts as Facts
  const known = fields.filter((field) => facts[field] !== undefined)
  const titleOf = (id: string) => entry.statements.find((one) => one.id === id)?.source.title ?? ''
  return (
    <Card title={t('held.title')}>
      <DataTable
        caption={t('held.title')} captionHidden rows={known.map((field) => ({ field, origin: entry.provenance[field] }))} keyOf={(one) => one.field}
        columns={[
          { key: 'field', header: t('held.field'), names: true, cell: (one) => t(`field.${one.field}`) },
          { key: 'value', header: t('held.value'), cell: (one) => <span className="watch-value">{sayFact(t, f, facts, one.field)}</span> },
          { key: 'from', header: t('held.from'), cell: (one) => <span className="watch-value">{one.origin ? titleOf(one.origin.statement) : ''}</span> },
          { key: 'sure', header: t('entries.sure'), align: 'end', cell: (one) => (one.origin ? f.number(one.origin.confidence) : '') },
          { key: 'others', header: t('held.others'), cell: (one) => (one.origin && one.origin.others > 0 && !entry.mergedInto ? <Choose entry={entry} field={one.field} words={words} /> : '–') },
        ]}
      />
      <div className="card-body"><MetaList items={[
        ...(entry.night === null ? [] : [{ term: t('held.when'), value: t(entry.night ? 'held.night' : 'held.day') }]),
        ...(entry.holiday === null ? [] : [{ term: t('held.holiday'), value: t(entry.holiday ? 'answer.yes' : 'answer.no') }]),
        ...(entry.daysToRestore === null ? [] : [{ term: t('field.daysToRestore'), value: f.number(entry.daysToRestore) }]),
      ]} /></div>
    </Card>
  )
}

function Choose({ entry, field, words }: { entry: Entry; field: Field; words: ReturnType<typeof useAsk> }) {
  const { t, f } = useWords()
  const said = entry.statements.filter((one) => (one.facts as Facts)[field] !== undefined)
  return (
    <AskForm id={`choose-${field}`} label={t('act.choose')} about={t(`field.${field}`)} intent="choose" hidden={{ version: entry.version, field }} words={words}>
      <RadioGroup
        name="statementId" label={t(`field.${field}`)} value={entry.chosen[field] ?? ''}
        choices={[{ value: '', label: t('choose.auto') }, ...said.map((one) => ({ value: one.id, label: sayFact(t, f, one.facts as Facts, field), hint: `${one.source.title} · ${t('source.sure', { n: f.number(one.confidences[field] ?? one.confidence) })}` }))]}
      />
    </AskForm>
  )
}

function Marks({ entry }: { entry: Entry }) {
  const { t } = useWords()
  const words = useAsk()
  return (
    <Card title={t('marks.title')}>
      <div className="card-body"><p>{t('marks.lead', { tlp: tlpName(entry.wholeTlp) })}</p></div>
      <div className="card-body"><AskForm id="tlp" label={t('act.tlp')} intent="tlp" hidden={{ version: entry.version }} words={words}><TlpField value={entry.tlp} /></AskForm></div>
    </Card>
  )
}
