import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import { TextField } from '#ui/components/forms.tsx'
import { Button, MetaList } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { changeParty, factsAsked, type Fact, type readParty } from '../../contract.ts'
import { api, attempt, refusedAt, textOf, type Outcome } from '../api.ts'
import { sayRefusal, usePen, type Words } from '../words.ts'
import { sayField } from './dialog-form.tsx'
import { askedOf, FactSource, factName, knownOf, sayFact } from './own-facts.tsx'
import { countIn, NOT_A_COUNT } from './typed.ts'

type Detail = ResponseOf<typeof readParty>
type Party = Detail['party']
type Facts = Readonly<Record<string, unknown>>

const answers = ['yes', 'no', 'unknown'] as const
const acnStatuses = ['essential', 'important', 'not_listed', 'unknown'] as const
const trusts = ['qualified', 'non_qualified', 'no', 'unknown'] as const
/** Questions with yes, no or not known; the others have fields of their own. */
type Question = Exclude<Fact, 'acn' | 'trustService' | 'processor' | 'population'>
const others: readonly Fact[] = ['acn', 'trustService', 'processor', 'population']
const questionsOf = (country: string): readonly Question[] => factsAsked[country === 'FR' ? 'FR' : 'IT'].filter((fact): fact is Question => !others.includes(fact))

/** What the laws ask about this party, each with whose word it is: changed by a coordinator. An unknown answer is asked for, never guessed. */
export function FactsOf({ detail, edits }: { detail: Detail; edits: boolean }) {
  const pen = usePen()
  const { t } = pen
  const [editing, setEditing] = useState(false)
  const { party } = detail
  const items = askedOf(party).map((fact) => ({
    term: factName(t, fact),
    value: (
      <>
        {sayFact(pen, fact, knownOf(party, fact))}
        {detail.statements.some((one) => one.fact === fact) && <><br /><FactSource statement={detail.statements.find((one) => one.fact === fact)} fallback="" /></>}
      </>
    ),
  }))
  return (
    <div className="card-body stack">
      <p className="soft">{t('fact.lead')}</p>
      <MetaList items={items} />
      {edits && !editing && <p><Button kind="secondary" type="button" onClick={() => setEditing(true)}>{t('fact.edit')}</Button></p>}
      {edits && editing && <FactsForm party={party} onDone={() => setEditing(false)} />}
    </div>
  )
}

function FactsForm({ party, onDone }: { party: Party; onDone: () => void }) {
  const { t } = usePen()
  const fetcher = useFetcher<Outcome<undefined> & { intent: 'facts' }>()
  const answer = fetcher.data
  useEffect(() => {
    if (answer?.done && fetcher.state === 'idle') onDone()
  }, [answer, fetcher.state, onDone])
  const refused = answer && !answer.done ? answer.refused : undefined
  const unread = sayField(t, refused, 'population')
  const acn = acnOf(party.facts)
  const yesNo = answers.map((a) => ({ value: a, label: t(`fact.${a}`) }))
  return (
    <fetcher.Form method="post" className="facts-form">
      <input type="hidden" name="intent" value="facts" />
      <input type="hidden" name="version" value={party.version} />
      <input type="hidden" name="facts" value={JSON.stringify(party.facts)} />
      <input type="hidden" name="country" value={party.country} />
      <TextField name="population" label={t('col.inhabitants')} inputMode="numeric" value={party.population === null ? '' : String(party.population)} optional={t('web.optional')} {...(unread === undefined ? {} : { error: unread })} />
      {party.country !== 'FR' && (
        <>
          <SelectField name="acn" label={t('fact.acn')} value={acn.status} options={acnStatuses.map((s) => ({ value: s, label: acnWord(t, s) }))} />
          <TextField name="acnOn" label={t('fact.acnOn')} hint={t('fact.acnOnHint')} value={acn.noticeReceivedOn} optional={t('web.optional')} />
          <SelectField name="trustService" label={t('fact.trustService')} value={oneOf(party.facts['trustService'], trusts)} options={trusts.map((v) => ({ value: v, label: t(`fact.trust.${v}`) }))} />
        </>
      )}
      {questionsOf(party.country).map((q) => <SelectField key={q} name={q} label={t(`fact.${q}`)} value={oneOf(party.facts[q], answers)} options={yesNo} />)}
      <SelectField name="processor" label={t('fact.processor')} value={party.facts['processor'] === undefined ? 'unknown' : party.facts['processor'] === true ? 'yes' : 'no'} options={yesNo} />
      {refused && <p className="field-error" role="alert">{unread === undefined ? sayRefusal(t, refused) : t('own.look')} {t('fact.kept')}</p>}
      <p className="dialog-actions">
        <Button disabled={fetcher.state !== 'idle'}>{t('fact.save')}</Button>
        <Button kind="secondary" type="button" onClick={onDone}>{t('web.cancel')}</Button>
      </p>
    </fetcher.Form>
  )
}

/** The action behind the form. An answer of "not known" takes the fact away, so that the engine asks for it. */
export async function changeFacts(partyId: string, form: FormData) {
  const facts: Record<string, unknown> = { ...(JSON.parse(textOf(form, 'facts')) as Facts) }
  const set = (key: string, value: unknown): void => { if (value === undefined || value === 'unknown') delete facts[key]; else facts[key] = value }
  for (const q of questionsOf(textOf(form, 'country'))) set(q, textOf(form, q))
  set('processor', { yes: true, no: false }[textOf(form, 'processor')])
  if (form.has('acn')) {
    const on = textOf(form, 'acnOn')
    const { noticeReceivedOn: _, ...before } = acnOf(facts)
    set('acn', textOf(form, 'acn') === 'unknown' ? undefined : { ...before, status: textOf(form, 'acn'), ...(on ? { noticeReceivedOn: on } : {}) })
    set('trustService', textOf(form, 'trustService'))
  }
  const population = countIn(textOf(form, 'population'))
  if (population === NOT_A_COUNT) return { intent: 'facts' as const, ...refusedAt('population', NOT_A_COUNT) }
  if (population !== null) facts['population'] = population
  const body = { version: Number(textOf(form, 'version')), population, facts: facts as never }
  return { intent: 'facts' as const, ...(await attempt(() => api(changeParty, { params: { partyId }, body }))) }
}

type Acn = { readonly status: (typeof acnStatuses)[number]; readonly noticeReceivedOn: string }

function acnOf(facts: Facts): Acn {
  const acn = (facts['acn'] ?? {}) as Partial<Acn>
  return { ...acn, status: oneOf(acn.status, acnStatuses), noticeReceivedOn: acn.noticeReceivedOn ?? '' }
}

const acnWord = (t: Words, status: Acn['status']): string => t(`fact.acn.${status}`)
const oneOf = <V extends string>(value: unknown, all: readonly V[]): V => all.find((one) => one === value) ?? ('unknown' as V)
