import { useState } from 'react'
import { useFetcher } from 'react-router'
import type * as z from 'zod'
import { Button } from '#ui/components/parts.tsx'
import { RadioGroup } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import type { BodyInput } from '#platform/contract/index.ts'
import { proposeDependencies, type proposalReport } from '../../contract.ts'
import { api, attempt, textOf, type Outcome } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'
import { LoadedReport } from './loaded-report.tsx'
import { LookUp } from './look-up.tsx'

const sources = ['names', 'ocds', 'decp', 'customers', 'similar', 'memberships'] as const
type Source = (typeof sources)[number]
/** Those that are one request; names are asked of the net body by body. */
const files = ['ocds', 'decp', 'customers', 'similar', 'memberships'] as const
type Input = BodyInput<typeof proposeDependencies>
const withFile: ReadonlySet<Source> = new Set(['ocds', 'decp', 'customers'])
/** What the server takes in one piece. */
const MAX_BYTES = 48 * 1024 * 1024

export type FileProblem = 'empty' | 'tooLarge' | 'notJson' | 'noProvider'
export type Loaded = { readonly intent: 'load'; readonly from: Source } & (Outcome<z.output<typeof proposalReport>> | { readonly done: false; readonly problem: FileProblem })

/** Where questions come from: nobody types edges. Files are brought by whoever asks; of the net only the names of bodies are asked. */
export function LoadProposals({ providers }: { providers: readonly { id: string; name: string }[] }) {
  const { t } = usePen()
  const fetcher = useFetcher<Loaded>({ key: 'load' })
  const [from, setFrom] = useState<Source>('names')
  const answer = fetcher.data
  const busy = fetcher.state !== 'idle'
  return (
    <fetcher.Form method="post" encType="multipart/form-data" className="card-body load-form" onChange={(event) => {
      const target = event.target as unknown as HTMLInputElement
      if (target.name === 'from') setFrom(target.value as Source)
    }}>
      <input type="hidden" name="intent" value="load" />
      <RadioGroup name="from" label={t('load.from')} value={from} choices={sources.map((s) => ({ value: s, label: t(`load.${s}`), hint: t(`load.${s}.hint`) }))} />
      {from === 'customers' && <SelectField name="provider" label={t('load.provider')} options={[{ value: '', label: t('load.chooseProvider') }, ...providers.map((p) => ({ value: p.id, label: p.name }))]} />}
      {withFile.has(from) && (
        <div className="field">
          <label htmlFor="load-file">{t('load.file')}</label>
          <input id="load-file" name="file" type="file" accept={from === 'customers' ? '.csv,text/csv' : '.json,application/json'} required />
        </div>
      )}
      {from === 'names' ? <LookUp /> : <p className="dialog-actions"><Button disabled={busy}>{t('load.go')}</Button></p>}
      {busy && <p role="status" className="working"><progress aria-label={t('load.working')} /> {t('load.working')}</p>}
      {!busy && from !== 'names' && answer && !answer.done && (
        <p className="field-error" role="alert">{'problem' in answer ? t(`load.problem.${answer.problem}`) : sayRefusal(t, answer.refused)} {t('import.nothingKept')}</p>
      )}
      {!busy && from !== 'names' && answer?.done && <LoadedReport report={answer.data} />}
    </fetcher.Form>
  )
}

/** The action behind the form: what cannot be read is said before anything is sent. */
export async function loadFrom(form: FormData): Promise<Loaded> {
  const from = files.find((s) => s === textOf(form, 'from')) ?? 'ocds'
  const no = (problem: FileProblem): Loaded => ({ intent: 'load', from, done: false, problem })
  const send = async (body: Input): Promise<Loaded> => ({ intent: 'load', from, ...(await attempt(() => api(proposeDependencies, { body }))) })
  if (from === 'memberships' || from === 'similar') return send({ from })
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return no('empty')
  if (file.size > MAX_BYTES) return no('tooLarge')
  const text = await file.text()
  if (from === 'customers') return textOf(form, 'provider') ? send({ from, providerId: textOf(form, 'provider'), csv: text }) : no('noProvider')
  try {
    return await send({ from, document: JSON.parse(text) as never })
  } catch (error) {
    if (error instanceof SyntaxError) return no('notJson')
    throw error
  }
}
