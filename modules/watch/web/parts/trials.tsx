/** The events by which a rule is tried: what it must find and what not, and how it went. */
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import type { Outcome } from '../data.ts'
import type { ruleLoader } from '../data-catalogue.ts'
import { sayRefused, useWords } from '../words.ts'
import { Ask, HiddenFields, Press } from './ask.tsx'

export function Trials({ trials, may }: { trials: Awaited<ReturnType<typeof ruleLoader>>['trials']; may: boolean }) {
  const { t, f } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'trials' })
  const tried = new Map(fetcher.data?.done ? fetcher.data.data.tried?.map((one) => [one.id, one]) : [])
  return (
    <Card title={t('trial.title')}>
      <div className="card-body">
        <p>{trials.length === 0 ? t('trial.none') : t('trial.lead')}</p>
        <div className="watch-acts">
          {trials.length > 0 && <fetcher.Form method="post" className="single-act"><HiddenFields intent="try" /><button className="button button-secondary" disabled={fetcher.state !== 'idle'}>{t('trial.run')}</button><span role="status">{fetcher.data && !fetcher.data.done && sayRefused(t, fetcher.data.refused)}</span></fetcher.Form>}
          {may && (
            <Ask id="add-trial" label={t('trial.add')} intent="add-trial">
              <TextField name="name" label={t('trial.name')} required />
              <TextField name="least" label={t('trial.least')} hint={t('trial.leastHint')} inputMode="numeric" value="1" required />
              <TextField name="lines" label={t('trial.lines')} hint={t('trial.linesHint')} lines={6} required />
            </Ask>
          )}
        </div>
      </div>
      {trials.length > 0 && (
        <ul className="watch-list">
          {trials.map((one) => {
            const went = tried.get(one.id)
            return (
              <li key={one.id}>
                <p><strong>{one.name}</strong> {one.least === 0 ? t('trial.mustNot') : t.n('trial.must', one.least)} {went && <strong>{t(went.ok ? 'trial.ok' : 'trial.failed', { n: f.number(went.met) })}</strong>}</p>
                {may && one.own && <Press id={`trial-${one.id}`} label={t('trial.remove')} about={one.name} intent="remove-trial" hidden={{ id: one.id }} />}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
