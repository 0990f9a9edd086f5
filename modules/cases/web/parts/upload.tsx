import { useRef, useState, type FormEvent } from 'react'
import { useRevalidator } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import type { Problem, ResponseOf, Tlp } from '#platform/contract/index.ts'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { evidenceMaxBytes, uploadEvidence } from '../../contract-endpoints.ts'
import type { Refused } from '../api.ts'
import { useWords } from '../words.ts'
import { Result } from './act.tsx'
import { TlpField } from './fields.tsx'
import { sayBytes } from './bytes.ts'

type Stored = ResponseOf<typeof uploadEvidence>

/** One file at a time, with its progress; its fingerprint is taken here too and compared with the one that came back. */
export function Upload({ caseId, tlp }: { caseId: string; tlp: Tlp }) {
  const t = useWords()
  const { f } = useLook()
  const { revalidate } = useRevalidator()
  const sending = useRef<XMLHttpRequest>(undefined)
  const [share, setShare] = useState<number>()
  const [told, setTold] = useState<{ refused?: Refused; done?: string; same?: boolean }>({})
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const file = data.get('file') as File
    setTold({})
    if (file.size > evidenceMaxBytes) { setTold({ refused: { code: 'too_large', params: {}, fields: [] } }); return }
    setShare(0)
    const own = await fingerprint(file)
    const address = addressOf(uploadEvidence, { caseId }, { fileName: file.name, mediaType: /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(file.type) ? file.type : undefined, note: String(data.get('note') ?? ''), tlp: String(data.get('tlp')) })
    const request = (sending.current = new XMLHttpRequest())
    const answer = await send(request, address, file, setShare)
    setShare(undefined)
    if (typeof answer === 'string') { setTold(answer === 'stopped' ? { done: t('upload.stopped') } : { refused: { code: 'unavailable', params: {}, fields: [] } }); return }
    if (answer.status !== 201) { const problem = answer.body as Problem; setTold({ refused: { code: problem?.code ?? 'failed', params: problem?.params ?? {}, fields: problem?.fields ?? [] } }); return }
    setTold({ done: t('upload.done', { file: file.name }), same: (answer.body as Stored).sha256 === own })
    form.reset()
    void revalidate()
  }
  return (
    <form className="case-form" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor="file">{t('upload.file')}</label>
        <p className="field-hint" id="file-hint">{t('upload.hint', { max: sayBytes(evidenceMaxBytes, f.number) })}</p>
        <input id="file" name="file" type="file" required aria-describedby="file-hint" />
      </div>
      <TextField name="note" label={t('upload.note')} optional={t('optional')} lines={2} />
      <TlpField value={tlp} />
      <div className="form-foot">
        <Button icon="lock" disabled={share !== undefined}>{share === undefined ? t('upload.send') : t('act.busy')}</Button>
        {share !== undefined && <Button kind="secondary" type="button" onClick={() => sending.current?.abort()}>{t('cancel')}</Button>}
      </div>
      {share !== undefined && <p className="busy-line"><progress value={share} max="1" aria-label={t('upload.progress')} /> {f.percent(share)}</p>}
      <Result refused={told.refused} done={told.done} />
      {told.same !== undefined && <p className={told.same ? 'tone-restored tone-text' : 'tone-hit tone-text'}>{told.same ? t('upload.same') : t('upload.differs')}</p>}
    </form>
  )
}

async function fingerprint(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** `fetch` says nothing of how much has gone. */
function send(request: XMLHttpRequest, address: string, file: File, onShare: (share: number) => void): Promise<{ status: number; body: unknown } | 'stopped' | 'away'> {
  return new Promise((resolve) => {
    request.open('POST', address)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = (event) => onShare(event.total > 0 ? event.loaded / event.total : 0)
    request.onload = () => resolve({ status: request.status, body: request.response as unknown })
    request.onabort = () => resolve('stopped')
    request.onerror = () => resolve('away')
    request.send(file)
  })
}
