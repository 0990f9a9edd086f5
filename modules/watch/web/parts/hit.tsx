/** The indicator of an alert: which value, where it was read, why it counts, by whose word. */
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import type { IndicatorOfAlert } from '../../contract-lists.ts'
import { useWords } from '../words.ts'
import { tlpName } from './list-fields.tsx'

export function Hit({ indicator: one }: { indicator: IndicatorOfAlert }) {
  const { t, f } = useWords()
  const text = (value: string) => <span className="watch-value">{value}</span>
  return (
    <Card title={t('hit.title')}>
      <div className="card-body">
        <MetaList items={[
          { term: t('hit.value'), value: text(one.value) },
          { term: t('hit.where'), value: text(one.field ? t('hit.at', { field: one.field, matched: one.matched }) : t('hit.inLine', { matched: one.matched })) },
          { term: t('hit.why'), value: t(`hit.reason.${one.reason}`) },
          { term: t('hit.list'), value: <Link to={`/console/watch/lists/${one.list.id}`}>{one.list.name}</Link> },
          ...(one.others.length > 0 ? [{ term: t('hit.others'), value: text(f.list(one.others)) }] : []),
          { term: t('hit.confidence'), value: t('hit.of', { n: f.number(one.confidence) }) },
          { term: t('hit.since'), value: f.moment(one.since) },
          ...(one.until ? [{ term: t('hit.until'), value: f.moment(one.until) }] : []),
          ...(one.family || one.category ? [{ term: t('hit.family'), value: text([one.family, one.category].filter(Boolean).join(' · ')) }] : []),
          { term: t('hit.tlp'), value: tlpName(one.tlp) },
        ]} />
      </div>
    </Card>
  )
}
