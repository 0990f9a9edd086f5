/** One alert: what happened, why it is serious, the lines, the rule, and what can be done. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { closeReasons } from '../../contract.ts'
import type { Alert, alertLoader } from '../data.ts'
import { Ask, Press } from '../parts/ask.tsx'
import { OnePage, SeverityChip } from '../parts/frame.tsx'
import { Hit } from '../parts/hit.tsx'
import { sayWhat, useWords } from '../words.ts'

export function AlertPage() {
  const { t, f } = useWords()
  const alert = useLoaderData<typeof alertLoader>()
  const where = [alert.host && t('where.host', { name: alert.host }), alert.account && t('where.account', { name: alert.account })].filter(Boolean).join(', ') || t('where.unknown')
  return (
    <OnePage tab="alerts" title={alert.title || t('own.restricted')} beside={<SeverityChip severity={alert.severity} />} lead={t(alert.ruleId === null ? 'alert.leadIndicator' : 'alert.lead', { body: alert.party.name })}>
      <Acts alert={alert} />
      <Card title={t('alert.happened')}>
        <div className="card-body">
          {alert.rule.description && <p lang="en">{alert.rule.description}</p>}
          <p>{t.n('alert.seen', alert.count)} {alert.count > 1 ? t('alert.between', { first: f.moment(alert.firstAt), last: f.moment(alert.lastAt) }) : t('alert.at', { first: f.moment(alert.firstAt) })}</p>
          <MetaList items={[
            { term: t('alerts.where'), value: <span className="watch-value">{where}</span> },
            { term: t('alert.source'), value: <Link to={`/console/watch/sources/${alert.source.id}`}>{alert.source.label}</Link> },
            { term: t('alerts.state'), value: <>{t(`is.${alert.state}`)}{alert.takenBy && ` · ${alert.takenBy}`}{alert.closeReason && ` · ${t(`close.${alert.closeReason as (typeof closeReasons)[number]}`)}`}{alert.closeNote && `: ${alert.closeNote}`}</> },
            ...(alert.caseId ? [{ term: t('alert.case'), value: <Link to={`/console/cases/${alert.caseId}`}>{alert.caseRef}</Link> }] : []),
            ...(alert.tags.length > 0 ? [{ term: t('alert.attack'), value: <span className="watch-value">{alert.tags.map((tag) => tag.replace(/^attack\./, '')).join(', ')}</span> }] : []),
          ]} />
        </div>
      </Card>
      {alert.indicator && <Hit indicator={alert.indicator} />}
      <Card title={t('why.title')}>
        <div className="card-body">
          <ul className="bullets">{alert.why.map((one) => <li key={one.code}>{sayWhat(t, one.code, one.what)} {t.n('why.points', one.weight)}</li>)}</ul>
          <p className="soft">{t('why.lead')}</p>
        </div>
      </Card>
      <Card title={t('lines.title')}>
        <div className="card-body">
          <p className="soft">{alert.samples.length === 0 ? t('lines.gone') : t('lines.lead', { until: f.date(alert.samples[0]!.until) })}</p>
          {alert.samples.map((one, i) => (
            <figure className="watch-line" key={i}>
              <figcaption><TimeText at={one.at} formats={f} />{one.cut && ` · ${t('lines.cut')}`}</figcaption>
              <pre tabIndex={0} aria-label={t('lines.one', { n: i + 1 })}>{one.line}</pre>
            </figure>
          ))}
        </div>
      </Card>
      {alert.ruleId !== null && <Card title={t('rule.title')} fold>
        <div className="card-body">
          <p><Link to={`/console/watch/rules/${encodeURIComponent(alert.ruleId)}`}>{t('rule.open')}</Link>{alert.rule.author && ` · ${t('rule.by', { author: alert.rule.author })}`}{alert.rule.licence && ` · ${alert.rule.licence}`}</p>
          <pre className="watch-rule" tabIndex={0} aria-label={t('rule.title')}>{alert.rule.yaml}</pre>
        </div>
      </Card>}
      {alert.suppressions.length > 0 && (
        <Card title={t('silence.list')}>
          <ul className="watch-list">
            {alert.suppressions.map((one) => {
              const scope = one.field ? t('silence.where', { field: one.field, value: one.value }) : t('silence.whole')
              return <li key={one.id}><p><strong>{scope}</strong> {t('silence.until', { until: f.date(one.until), by: one.madeBy })} {t.n('silence.hits', one.hits)}<br />{one.reason}</p><Press id={`end-${one.id}`} label={t('silence.end')} about={scope} intent="end" hidden={{ id: one.id }} /></li>
            })}
          </ul>
        </Card>
      )}
    </OnePage>
  )
}

/** The case first: it is what an alert that is true becomes. */
function Acts({ alert }: { alert: Alert }) {
  const { t } = useWords()
  const hidden = { version: alert.version }
  if (alert.state === 'closed') return <p className="answer">{t('alert.closed')}</p>
  return (
    <div className="watch-acts">
      {alert.caseId ? <Link className="button" to={`/console/cases/${alert.caseId}`}>{t('act.openCase', { ref: alert.caseRef })}</Link> : <Press id="case" label={t('act.case')} intent="case" primary />}
      {alert.state === 'open' && <Press id="take" label={t('act.take')} intent="take" hidden={hidden} />}
      <Ask id="close-alert" label={t('act.close')} intent="close" hidden={hidden}>
        <RadioGroup name="reason" label={t('close.reason')} choices={closeReasons.map((value) => ({ value, label: t(`close.${value}`), hint: t(`close.${value}Hint`) }))} required />
        <TextField name="note" label={t('close.note')} optional={t('optional')} lines={2} />
      </Ask>
      <Ask id="suppress-alert" label={t('act.suppress')} intent="suppress">
        <p>{t(alert.ruleId === null ? 'silence.leadIndicator' : 'silence.lead', { body: alert.party.name })}</p>
        <TextField name="field" label={t('silence.field')} hint={t('silence.fieldHint')} optional={t('optional')} value={alert.host ? 'host.name' : ''} />
        <TextField name="value" label={t('silence.value')} optional={t('optional')} value={alert.host} />
        <TextField name="reason" label={t('silence.reason')} required />
        <TextField name="days" label={t('silence.days')} hint={t('silence.daysHint')} inputMode="numeric" value="30" required />
      </Ask>
    </div>
  )
}
