/** At which bodies a rule would be heard, how often, and what it does at each. */
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { ruleChoices, type RuleItem } from '../../contract.ts'
import type { ruleLoader } from '../data-catalogue.ts'
import { useWords } from '../words.ts'
import { Ask } from './ask.tsx'

type Forecast = Awaited<ReturnType<typeof ruleLoader>>['forecast']

export function Bodies({ forecast: { together, items }, state, may }: { forecast: Forecast; state: RuleItem['state']; may: boolean }) {
  const { t, f } = useWords()
  return (
    <Card title={t('forecast.title')}>
      {items.length === 0 ? <div className="card-body"><EmptyState title={t('forecast.none')}>{t('forecast.noneLead')}</EmptyState></div> : (
        <>
          <div className="card-body"><p><strong>{t(`verdict.${together.verdict}`)}.</strong> {t('forecast.would', { n: f.number(together.perDay) })} {t('forecast.bodies', { bodies: f.number(together.bodies), watched: f.number(together.watched) })}</p><p className="soft">{t('tune.everywhere')}</p></div>
          <DataTable
            caption={t('forecast.title')} captionHidden rows={items.slice(0, 200)} keyOf={(one) => one.party.id}
            columns={[
              { key: 'body', header: t('alerts.body'), names: true, cell: (one) => <Link to={`/console/watch/bodies/${one.party.id}`}>{one.party.name}</Link> },
              { key: 'verdict', header: t('forecast.verdict'), beside: true, cell: (one) => t(`verdict.${one.forecast.verdict}`) },
              { key: 'perDay', header: t('forecast.perDay'), align: 'end', cell: (one) => f.number(one.forecast.perDay) },
              { key: 'lines', header: t('forecast.lines'), align: 'end', cell: (one) => f.number(one.forecast.lines) },
              { key: 'days', header: t('forecast.days'), align: 'end', cell: (one) => f.number(one.forecast.days) },
              { key: 'here', header: t('tune.here'), cell: (one) => (one.tuned ? (one.tuned.pack ? t('tune.pack') : `${t(`ruleState.${one.tuned.state}`)}: ${one.tuned.reason}`) : t('tune.asRule')) },
              ...(may && state !== 'off' && state !== 'quarantined' ? [{ key: 'act', header: t('tune.change'), cell: (one: Forecast['items'][number]) => <Tune one={one} /> }] : []),
            ]}
          />
        </>
      )}
    </Card>
  )
}

function Tune({ one: { party, tuned } }: { one: Forecast['items'][number] }) {
  const { t } = useWords()
  const choices = [{ value: 'as', label: t('tune.asRule') }, ...ruleChoices.map((value) => ({ value, label: t(`ruleState.${value}`), hint: t(`ruleState.${value}Why`) }))]
  return (
    <Ask id={`tune-${party.id}`} label={t('tune.change')} about={party.name} intent="tune" hidden={{ party: party.id, version: tuned?.version ?? 0 }}>
      <p>{t('tune.lead', { body: party.name })}</p>
      <RadioGroup name="state" label={t('tune.state')} value={tuned?.state ?? 'as'} choices={tuned ? choices : choices.slice(1)} required />
      <TextField name="reason" label={t('tune.reason')} required />
      <TextField name="overrule" label={t('overrule.label')} hint={t('overrule.hint')} optional={t('optional')} />
    </Ask>
  )
}
