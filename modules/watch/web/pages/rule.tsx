/** One rule as it is written, where it was met, and whether it alerts. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState, MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { ruleChoices } from '../../contract.ts'
import type { ruleLoader } from '../data.ts'
import { Press } from '../parts/ask.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export function RulePage() {
  const { t, f } = useWords()
  const rule = useLoaderData<typeof ruleLoader>()
  return (
    <OnePage tab="rules" title={rule.title} lead={rule.description ? <span lang="en">{rule.description}</span> : t('rule.noWords')}>
      <p className="answer"><strong>{t(`ruleState.${rule.state}`)}</strong> {t(`ruleState.${rule.state}Why`)}</p>
      {rule.state === 'quarantined' && <p className="answer">{rule.stuckAt && t('rule.stuckAt', { when: f.moment(rule.stuckAt) })} {t('rule.stuckPattern')} <span className="watch-value">{rule.stuckPattern}</span></p>}
      {useRoles().includes('coordinator') && <div className="watch-acts">{ruleChoices.filter((one) => one !== rule.state).map((one) => <Press key={one} id={`state-${one}`} label={t(`ruleAct.${one}`)} intent="state" hidden={{ state: one, version: rule.version }} primary={one === 'alert'} />)}</div>}
      <div className="watch-acts"><Press id="look-back" label={t('rule.lookBack')} intent="look-back" /> <span className="soft">{t('rule.lookBackWhy')}</span></div>
      <Card title={t('rule.met')}>
        {rule.seen.length === 0 ? <div className="card-body"><EmptyState title={t('rule.notMet')}>{t('rule.notMetLead')}</EmptyState></div> : (
          <DataTable caption={t('rule.met')} captionHidden rows={rule.seen} keyOf={(one) => one.party.id} columns={[{ key: 'body', header: t('alerts.body'), names: true, cell: (one) => one.party.name }, { key: 'hits', header: t('rules.hits'), align: 'end', cell: (one) => f.number(one.hits) }]} />
        )}
      </Card>
      <Card title={t('rule.title')}>
        <div className="card-body">
          <MetaList items={[{ term: t('rules.level'), value: t(`level.${rule.level}`) }, ...(rule.author ? [{ term: t('rule.author'), value: rule.author }] : []), ...(rule.licence ? [{ term: t('rule.licence'), value: rule.licence }] : [])]} />
          <pre className="watch-rule" tabIndex={0} aria-label={t('rule.title')}>{rule.yaml}</pre>
        </div>
      </Card>
    </OnePage>
  )
}
