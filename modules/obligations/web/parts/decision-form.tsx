import { useState } from 'react'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import type { decisionNames } from '../../contract.ts'
import type { Sent } from '../data.ts'
import { useWords, type WordKey } from '../words.ts'
import { SendForm, textOf } from './form-parts.tsx'
import { useSender } from '../data.ts'

export type DecisionName = (typeof decisionNames)[number]
type Made = { readonly value: string; readonly reasoning: string; readonly by: string; readonly at: string | null }

/** Answers of each decision, the most cautious first; "undecided" is what stands before, not an answer to give. */
export const decisionValues = {
  gdprRisk: ['high', 'risk', 'unlikely'], significant: ['yes', 'no'], art34Exception: ['none', 'a', 'b', 'c'], doraMajor: ['yes', 'no'], healthSignificant: ['yes', 'no'],
} as const satisfies Record<DecisionName, readonly string[]>

/** A person decides, and says why; the same for one case or for many. */
export function DecisionForm({ decision, caseIds, made, onDone, label }: { decision: DecisionName; caseIds: readonly string[]; made?: Made | undefined; onDone?: (cases: number) => void; label?: string }) {
  const { t, f } = useWords()
  const [problems, setProblems] = useState<{ value?: string; reasoning?: string }>({})
  const { busy, outcome, send } = useSender((answer) => onDone?.(answer.cases ?? 0))
  const name = (field: string) => `${decision}-${field}`
  const submit = (form: FormData): void => {
    const value = textOf(form, name('value'))
    const reasoning = textOf(form, name('reasoning'))
    const found = { ...(value ? {} : { value: t('decide.value.missing') }), ...(reasoning.length >= 10 ? {} : { reasoning: t('decide.reasoning.missing') }) }
    setProblems(found)
    if (Object.keys(found).length > 0) return void document.getElementById(found.value ? name('value') : name('reasoning'))?.focus()
    send({ intent: 'decide', body: { caseIds: [...caseIds], choice: { decision, value }, reasoning } } as Extract<Sent, { intent: 'decide' }>)
  }
  return (
    <>
      {made && made.value !== 'undecided' && (
        <p className="made">
          <strong>{t(`decide.${decision}.${made.value}` as WordKey)}</strong> {made.reasoning} <span className="soft">{made.by}{made.at && <>, <time dateTime={made.at}>{f.moment(made.at)}</time></>}</span>
        </p>
      )}
      <SendForm label={label ?? t(made && made.value !== 'undecided' ? 'decide.change' : 'decide.save')} busy={busy} outcome={outcome} done={t('decide.done')} onSend={submit}>
        <RadioGroup
          name={name('value')} label={t('decide.answer')} hint={t(`decide.${decision}.hint`)} {...(problems.value ? { error: problems.value } : {})} {...(made ? { value: made.value } : {})}
          choices={decisionValues[decision].map((value) => ({ value, label: t(`decide.${decision}.${value}` as WordKey), hint: t(`decide.${decision}.${value}.hint` as WordKey) }))}
        />
        <TextField name={name('reasoning')} label={t('decide.reasoning')} hint={t(`decide.${decision}.why`)} lines={4} {...(problems.reasoning ? { error: problems.reasoning } : {})} />
      </SendForm>
    </>
  )
}
