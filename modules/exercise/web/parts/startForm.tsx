import { useEffect, useRef } from 'react'
import { Form, useActionData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { exerciseSize } from '../../contract.ts'
import { sayRefusal, type Refused } from '../api.ts'
import type { Wrong } from '../input.ts'
import { useWords } from '../words.ts'

export type Answer = { readonly wrong: readonly Wrong[]; readonly refused?: Refused }

export function StartForm({ playing }: { playing: boolean }) {
  const { t } = useWords()
  const answer = useActionData() as Answer | undefined
  const busy = useNavigation().formMethod === 'POST'
  const form = useRef<HTMLFormElement>(null)
  const wrong = (name: Wrong): { error?: string } => (answer?.wrong.includes(name) ? { error: t(`form.${name}Wrong`) } : {})
  useEffect(() => {
    const first = answer?.wrong[0]
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
  }, [answer])
  return (
    <Card title={t('form.title')}>
      <Form method="post" className="card-body exercise-form" ref={form} noValidate>
        <TextField name="bodies" label={t('form.bodies')} hint={t('form.bodiesHint')} value={String(exerciseSize.bodies.usual)} inputMode="numeric" {...wrong('bodies')} required />
        <RadioGroup
          name="registry" label={t('form.registry')} value="demo"
          choices={[{ value: 'demo', label: t('form.demo'), hint: t('form.demoHint') }, { value: 'own', label: t('form.own'), hint: t('form.ownHint') }]}
        />
        <details open={answer?.wrong.includes('seed')}>
          <summary>{t('form.more')}</summary>
          <TextField name="seed" label={t('form.seed')} hint={t('form.seedHint')} value={String(exerciseSize.seed.usual)} inputMode="numeric" {...wrong('seed')} required />
        </details>
        <div className="exercise-actions">
          <Button icon="play" disabled={busy}>{t(busy ? 'form.busy' : 'form.go')}</Button>
          <p className="soft">{t(playing ? 'form.another' : 'form.after')}</p>
        </div>
        <p role="alert" className="exercise-refused">{answer?.refused && `${sayRefusal(t, answer.refused)} ${t('form.kept')}`}</p>
      </Form>
    </Card>
  )
}
