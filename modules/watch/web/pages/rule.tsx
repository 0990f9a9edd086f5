/** One rule as it is written, where it was met, and whether it alerts. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { ruleChoices } from '../../contract.ts'
import type { ruleLoader } from '../data-catalogue.ts'
import { Ask, Press } from '../parts/ask.tsx'
import { Bodies } from '../parts/bodies.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { Together } from '../parts/together.tsx'
import { Trials } from '../parts/trials.tsx'
import { sayState, useWords } from '../words.ts'

export function RulePage() {
  const { t, f } = useWords()
  const { rule, forecast, trials } = useLoaderData<typeof ruleLoader>()
  const may = useRoles().includes('coordinator')
  const isFilter = rule.form === 'filter'
  return (
    <OnePage tab="rules" title={rule.title} lead={rule.description ? <span lang="en">{rule.description}</span> : t('rule.noWords')}>
      <p className="answer">{rule.form !== 'rule' && `${t(`form.${rule.form}`)}. `}<strong>{sayState(t, rule)}</strong> {isFilter ? t('filter.why') : t(`ruleState.${rule.state}Why`)} {rule.silent && t('together.silent')}</p>
      {rule.gone && <p className="answer">{t('rule.gone')} {t(`gone.${rule.gone}`)}</p>}
      {rule.state === 'quarantined' && <p className="answer">{rule.stuckAt && t('rule.stuckAt', { when: f.moment(rule.stuckAt) })} {t('rule.stuckPattern')} <span className="watch-value">{rule.stuckPattern}</span></p>}
      {may && (
        <div className="watch-acts">
          {ruleChoices.filter((one) => one !== rule.state && !((isFilter || rule.silent) && one === 'alert')).map((one) => (one === 'alert' && trials.length > 0
            // Its trials may fail: then there is room for the reason.
            ? <Ask key={one} id={`state-${one}`} label={t(`ruleAct.${one}`)} intent="state" hidden={{ state: one, version: rule.version }}><p>{t('trial.lead')}</p><TextField name="overrule" label={t('overrule.label')} hint={t('overrule.hint')} optional={t('optional')} /></Ask>
            : <Press key={one} id={`state-${one}`} label={isFilter && one === 'observe' ? t('filter.use') : t(`ruleAct.${one}`)} intent="state" hidden={{ state: one, version: rule.version }} primary={one === (rule.state === 'quarantined' || isFilter || rule.silent ? 'observe' : 'alert')} />))}
        </div>
      )}
      {rule.form === 'rule' && <div className="watch-acts"><Press id="look-back" label={t('rule.lookBack')} intent="look-back" /> <span className="soft">{t('rule.lookBackWhy')}</span></div>}
      <Together />
      {!isFilter && <Bodies forecast={forecast} state={rule.state} may={may} />}
      {rule.form === 'rule' && <Trials trials={trials} may={may} />}
      <Card title={t('rule.title')}>
        <div className="card-body">
          <MetaList items={[{ term: t('rules.level'), value: t(`level.${rule.level}`) }, ...(rule.author ? [{ term: t('rule.author'), value: rule.author }] : []), ...(rule.licence ? [{ term: t('rule.licence'), value: rule.licence }] : []),
            ...(rule.link ? [{ term: t('rule.link'), value: <a className="watch-value watch-link" href={rule.link} rel="noreferrer">{rule.link}</a> }] : []),
            ...(rule.origin ? [{ term: t('rule.origin'), value: rule.origin.startsWith('https://') ? <a className="watch-value watch-link" href={rule.origin} rel="noreferrer">{rule.origin}</a> : <span className="watch-value">{rule.origin}</span> }] : [])]} />
          <p><Link className="watch-link" to="/console/watch/authors">{t('rules.authors')}</Link></p>
          <pre className="watch-rule" tabIndex={0} aria-label={t('rule.title')}>{rule.yaml}</pre>
        </div>
      </Card>
    </OnePage>
  )
}
