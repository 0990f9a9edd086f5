import { Form, useFetcher, useNavigation } from 'react-router'
import { RadioGroup, TextField, CheckGroup } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { BODY } from '#ui/console/space.ts'
import { Icon } from '#ui/icons/icon.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { declareDependency, dependencyKinds, type DependencyItem, type readOffered } from '../../contract.ts'
import { api, attempt, textOf, type Outcome } from '../api.ts'
import { say, sayRefusal, usePen } from '../words.ts'

export type Declared = { readonly intent: 'declare' } & (Outcome<DependencyItem> | { readonly done: false; readonly missing: 'service' | 'offered' })
type Props = { bodyId: string; services: readonly { id: string; name: string }[]; q: string; offered: ResponseOf<typeof readOffered> | null }

/** A provider that the list lacks: first it is looked for, then said what of ours runs on it. */
export function Declare({ bodyId, services, q, offered }: Props) {
  const { t } = usePen()
  const searching = useNavigation().state === 'loading'
  return (
    <section className="declare" id="declare" aria-labelledby="declare-title">
      <h2 id="declare-title">{t('declare.title')}</h2>
      <p>{t('declare.lead')}</p>
      <Form className="search-row" role="search" aria-label={t('declare.search')} action="/space/providers#declare" preventScrollReset>
        <input type="hidden" name={BODY} value={bodyId} />
        <TextField name="q" type="search" label={t('declare.q')} hint={t('declare.qHint')} value={q} />
        <Button kind="secondary" icon="search" disabled={searching}>{t('parties.go')}</Button>
      </Form>
      <p role="status">{offered && t.n('declare.found', offered.total)}</p>
      {offered?.total === 0 && <EmptyState title={t('declare.none')}>{t('declare.noneHow')}</EmptyState>}
      {offered && offered.total > 0 && <DeclareForm services={services} offered={offered} key={q} />}
    </section>
  )
}

const times = ['0', '240', '1440', '4320'] as const
const effects = ['hard', 'degraded', 'none'] as const

function DeclareForm({ services, offered }: { services: Props['services']; offered: NonNullable<Props['offered']> }) {
  const { t } = usePen()
  const fetcher = useFetcher<Declared>({ key: 'declare' })
  const answer = fetcher.data
  const missing = answer && !answer.done && 'missing' in answer ? answer.missing : undefined
  return (
    <fetcher.Form method="post" className="card declare-form">
      <input type="hidden" name="intent" value="declare" />
      <RadioGroup name="onId" label={t('declare.which')} {...(missing === 'offered' ? { error: t('declare.chooseWhich') } : {})} choices={offered.items.map((o) => ({ value: o.id, label: `${o.provider.name} · ${o.name}`, hint: say(t, 'category', o.category) }))} />
      <SelectField name="dependentId" label={t('declare.ours')} {...(missing === 'service' ? { error: t('declare.chooseOurs') } : {})} options={[{ value: '', label: t('declare.choose') }, ...services.map((s) => ({ value: s.id, label: s.name }))]} />
      <SelectField name="kind" label={t('declare.kind')} value="hosting" options={dependencyKinds.map((k) => ({ value: k, label: say(t, 'depKind', k) }))} />
      <RadioGroup name="availability" label={t('declare.effect')} value="hard" choices={effects.map((e) => ({ value: e, label: t(`declare.effect.${e}`) }))} />
      <RadioGroup name="autonomyMinutes" label={t('declare.time')} value="0" choices={times.map((m) => ({ value: m, label: t(`declare.time.${m}`) }))} />
      <CheckGroup name="data" label={t('declare.data')} optional={t('web.optional')} values={[]} choices={[{ value: 'confidentiality', label: t('declare.reads') }, { value: 'integrity', label: t('declare.changes') }]} />
      {answer && !answer.done && 'refused' in answer && <p className="field-error" role="alert">{answer.refused.code === 'conflict' ? t('declare.already') : sayRefusal(t, answer.refused)}</p>}
      <p className="dialog-actions"><Button disabled={fetcher.state !== 'idle'}>{t('declare.go')}</Button></p>
      <p role="status">{answer?.done && <><Icon name="tick" /> {t('declare.done', { service: answer.data.dependent.name, provider: answer.data.on.party?.name ?? answer.data.on.name })}</>}</p>
    </fetcher.Form>
  )
}

/** The action behind the form. */
export async function declareFrom(partyId: string, form: FormData): Promise<Declared> {
  const [dependentId, onId] = [textOf(form, 'dependentId'), textOf(form, 'onId')]
  if (!onId) return { intent: 'declare', done: false, missing: 'offered' }
  if (!dependentId) return { intent: 'declare', done: false, missing: 'service' }
  const kind = dependencyKinds.find((k) => k === textOf(form, 'kind')) ?? 'hosting'
  const availability = effects.find((e) => e === textOf(form, 'availability')) ?? 'hard'
  const data = form.getAll('data')
  const body = { dependentId, onId, kind, availability, autonomyMinutes: Number(textOf(form, 'autonomyMinutes')) || 0, confidentiality: data.includes('confidentiality'), integrity: data.includes('integrity') }
  return { intent: 'declare', ...(await attempt(() => api(declareDependency, { params: { partyId }, body }))) }
}
