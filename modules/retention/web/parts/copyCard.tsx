import { useState } from 'react'
import { useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { addressOf } from '#platform/contract/client.ts'
import type { Problem } from '#platform/contract/index.ts'
import { exportRequest } from '../../contract-requests.ts'
import type { Detail } from '../requests.ts'
import { useWords } from '../words.ts'
import { sayWhy } from './say.ts'

/** The copy goes from the server into the browser's downloads; the passphrase is in no address and nowhere kept. */
export function CopyCard({ one }: { one: Detail }) {
  const { t, f } = useWords()
  const { revalidate } = useRevalidator()
  const [how, setHow] = useState('passphrase')
  const [state, setState] = useState<{ busy: boolean; why?: string }>({ busy: false })
  async function download(form: FormData) {
    setState({ busy: true })
    const body = { how: how === 'nothing' ? { with: how } : { with: how, [how]: String(form.get(how) ?? '') } }
    try {
      const answer = await fetch(addressOf(exportRequest, { requestId: one.id }), { method: 'POST', headers: { 'content-type': 'application/json', accept: '*/*' }, body: JSON.stringify(body) })
      if (!answer.ok) {
        const problem = await answer.json() as Problem
        return setState({ busy: false, why: String(problem.params?.['reason'] ?? problem.code) })
      }
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await answer.blob())
      link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'data'
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
      setState({ busy: false })
      await revalidate()
    } catch { setState({ busy: false, why: 'unavailable' }) }
  }
  return (
    <Card title={t('copy')}>
      <form className="card-body" onSubmit={(event) => { event.preventDefault(); void download(new FormData(event.currentTarget)) }}>
        <p className="soft">{t('copy.lead')}</p>
        {one.exportedAt && <p>{t('copy.done', { when: f.longMoment(one.exportedAt) })}</p>}
        <SelectField name="how" label={t('copy.how')} value={how} onChange={setHow} options={[{ value: 'passphrase', label: t('copy.with.passphrase') }, { value: 'recipient', label: t('copy.with.recipient') }, ...(one.plainAt ? [] : [{ value: 'nothing', label: t('copy.with.nothing') }])]} />
        {how === 'passphrase' && <TextField name="passphrase" type="password" label={t('copy.passphrase')} hint={t('copy.passphraseHint')} autoComplete="new-password" required />}
        {how === 'recipient' && <TextField name="recipient" label={t('copy.recipient')} required />}
        {state.why && <p className="field-error" role="alert">{sayWhy(t, state.why)}</p>}
        <Button disabled={state.busy}>{t('copy.go')}</Button>
      </form>
    </Card>
  )
}
