import { useEffect, useState } from 'react'
import { Form, useActionData, useFetcher, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { localOf } from '#ui/i18n/local-time.ts'
import type { Outcome } from '../api.ts'
import { Cast } from '../parts/cast.tsx'
import { Result } from '../parts/act.tsx'
import { TlpField } from '../parts/fields.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { ProviderPicker, type Picked } from '../parts/providerPicker.tsx'
import { authorities } from '../opening.ts'
import type { Cast as CastData, castLoader, newCaseLoader } from '../loaders.ts'
import { useWords } from '../words.ts'

const effectNames = ['unavailable', 'exposed', 'tampered'] as const
type Effect = (typeof effectNames)[number]

/** A provider, what happened to it, since when: the rest follows, and is shown before anything is opened. */
export function NewCasePage() {
  const t = useWords()
  const { now, timeZone } = useLook()
  const { providers, chosen } = useLoaderData<typeof newCaseLoader>()
  const outcome = useActionData() as Outcome | undefined
  const navigation = useNavigation()
  // Made once: sending the form twice opens one case.
  const [requestId] = useState(() => crypto.randomUUID())
  const [provider, setProvider] = useState<Picked | null>(chosen)
  const [effects, setEffects] = useState<ReadonlySet<Effect>>(new Set(['unavailable']))
  const [services, setServices] = useState<readonly string[]>([])
  const cast = useCast(provider?.id, effects, services)
  const busy = navigation.state === 'submitting' || (navigation.state === 'loading' && navigation.formMethod !== undefined)
  const tied = cast.data ? cast.data.preview.hit + cast.data.preview.degraded + cast.data.preview.dataAtRisk : 0
  const toggle = (effect: Effect): void => setEffects((before) => (before.has(effect) ? new Set([...before].filter((one) => one !== effect)) : new Set([...before, effect])))
  return (
    <InsideLinks>
      <title>{t('new.title')}</title>
      <PageHead pathLabel={t('path')} path={[{ label: t('cases.title'), href: '/console/cases' }, { label: t('new.title') }]} title={t('new.title')}><p className="page-lead">{t('new.lead')}</p></PageHead>
      <div className="page-body">
        <Form method="post" className="split split-even">
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="timeZone" value={timeZone} />
          <div className="case-stack">
            <Card title={t('new.who')}>
              <div className="card-body case-form"><ProviderPicker first={providers} picked={provider} pick={(one) => { setProvider(one); setServices([]) }} /></div>
            </Card>
            <Card title={t('new.what')}>
              <div className="card-body case-form">
                <div onChange={(event) => { const { name } = event.target as unknown as HTMLInputElement; if (effectNames.includes(name as Effect)) toggle(name as Effect) }}>
                  <fieldset className="field">
                    <legend>{t('new.effects')}</legend>
                    <div className="choices">
                      {effectNames.map((effect) => (
                        <div className="choice" key={effect}>
                          <input type="checkbox" id={effect} name={effect} defaultChecked={effect === 'unavailable'} />
                          <label htmlFor={effect}>{t(`effect.${effect}`)}</label>
                          <p className="field-hint">{t(`effect.${effect}.hint`)}</p>
                        </div>
                      ))}
                    </div>
                  </fieldset>
                </div>
                {cast.data && cast.data.services.length > 1 && (
                  <details className="service-states">
                    <summary>{services.length === 0 ? t('new.allServices') : t.n('new.someServices', services.length)}</summary>
                    <div onChange={(event) => { const { value, checked } = event.target as unknown as HTMLInputElement; setServices((before) => (checked ? [...before, value] : before.filter((id) => id !== value))) }}>
                      <CheckGroup name="service" label={t('new.services')} hint={t('new.servicesHint')} values={services} choices={cast.data.services.map((one) => ({ value: one.id, label: one.name }))} />
                    </div>
                  </details>
                )}
                <TextField name="occurredAt" type="datetime-local" label={t('new.when')} hint={t('new.whenHint')} value={localOf(now, timeZone)} max={localOf(now, timeZone)} required />
                <TextField name="title" label={t('new.name')} hint={t('new.nameHint')} key={provider?.id ?? ''} value={provider ? t('new.defaultName', { provider: provider.name }) : ''} required />
                <TextField name="summary" label={t('new.summary')} hint={t('new.summaryHint')} optional={t('optional')} lines={3} />
                <TlpField value="amber" />
              </div>
            </Card>
            <Card title={t('new.conditions')} fold>
              <div className="card-body case-form">
                <p className="soft">{t('new.conditionsLead')}</p>
                {authorities.map((kind) => <TextField key={kind} name={`askedBy:${kind}`} label={t(`condition.${kind}`)} hint={t('new.askedBy')} optional={t('optional')} />)}
              </div>
            </Card>
          </div>
          <div className="case-stack sticky">
            <Card title={t('cast.title')} aside={cast.loading ? <span role="status">{t('cast.loading')}</span> : undefined}><Cast cast={cast.data} provider={provider?.name} /></Card>
            <div className="open-bar">
              <Button icon="cases" disabled={busy || provider === null || effects.size === 0}>{busy ? t('act.busy') : t('new.open')}</Button>
              <p className="soft">{provider === null ? t('new.needProvider') : t.n('new.after', tied)}</p>
              {busy && <p role="status" className="busy-line"><progress aria-label={t('act.busy')} /> {t.n('new.busy', tied)}</p>}
              <Result refused={outcome && !outcome.done ? outcome.refused : undefined} done={undefined} />
            </div>
          </div>
        </Form>
      </div>
    </InsideLinks>
  )
}

/** Asked again a moment after the last change, so that ticking two effects asks once. */
function useCast(providerId: string | undefined, effects: ReadonlySet<Effect>, services: readonly string[]): { data: CastData | null; loading: boolean } {
  const { load, data, state } = useFetcher<Awaited<ReturnType<typeof castLoader>>>({ key: 'cast' })
  const search = new URLSearchParams([...(providerId ? [['provider', providerId]] : []), ...[...effects].map((effect) => [effect, 'true']), ...services.map((id) => ['service', id])]).toString()
  useEffect(() => {
    const timer = setTimeout(() => void load(`/console/cases/new/cast?${search}`), 150)
    return () => clearTimeout(timer)
  }, [load, search])
  return { data: data ?? null, loading: state !== 'idle' }
}
