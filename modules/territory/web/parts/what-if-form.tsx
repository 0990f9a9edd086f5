import { Form } from 'react-router'
import { CheckGroup } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { usePen } from '../words.ts'

export const effectNames = ['unavailable', 'exposed', 'tampered'] as const
export type EffectName = (typeof effectNames)[number]
export type Named = { readonly id: string; readonly name: string }

/** The question, all of it in the address: a provider, what happens to it, and which of its services if not all. */
export function WhatIfForm({ providers, provider, effects, services, chosen }: { providers: readonly Named[]; provider: string; effects: readonly EffectName[]; services: readonly Named[]; chosen: readonly string[] }) {
  const { t } = usePen()
  return (
    <Form className="card what-if-form" action="/console/territory/what-if" key={`${provider} ${effects.join()} ${chosen.join()}`}>
      <SelectField name="provider" label={t('whatIf.provider')} value={provider} options={[{ value: '', label: t('whatIf.choose') }, ...providers.map((p) => ({ value: p.id, label: p.name }))]} />
      <CheckGroup name="effects" label={t('whatIf.effects')} values={effects} choices={effectNames.map((e) => ({ value: e, label: t(`whatIf.${e}`) }))} />
      {services.length > 1 && (
        <details open={chosen.length > 0}>
          <summary>{t('whatIf.some')}</summary>
          <CheckGroup name="service" label={t('whatIf.services')} hint={t('whatIf.servicesHint')} values={chosen} choices={services.map((s) => ({ value: s.id, label: s.name }))} />
        </details>
      )}
      <Button>{t('whatIf.go')}</Button>
    </Form>
  )
}
