import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { MAX_UPLOAD_BYTES } from '../../contract.ts'
import { attempt, type Refused } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'
import { regions } from './regions.data.ts'
import { sendFile } from './send-file.ts'

/** Files of these kinds hold contracts or customers and no registry: they have another door. */
const elsewhere: ReadonlySet<string> = new Set(['ocds', 'decp', 'customers-csv'])

type Sending = { readonly name: string; readonly share: number; readonly stop: () => void }

/** A file by choosing or by dropping; while it travels the page says how far it is, and the journey can be stopped. */
export function Upload() {
  const { t, f } = usePen()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const region = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<ReactNode>()

  const take = async (file: File | undefined): Promise<void> => {
    if (!file || sending) return
    setProblem(undefined)
    if (file.size > MAX_UPLOAD_BYTES) return setProblem(t('import.tooLarge', { name: file.name, max: f.number(MAX_UPLOAD_BYTES / 1_048_576) }))
    if (file.size === 0) return setProblem(t('import.emptyFile', { name: file.name }))
    const { sent, stop } = sendFile(file, region.current?.value.trim() ?? '', (share) => setSending({ name: file.name, share, stop }))
    setSending({ name: file.name, share: 0, stop })
    const outcome = await attempt(() => sent)
    setSending(undefined)
    if (input.current) input.current.value = ''
    if (outcome.done) return void navigate(`/console/territory/import?id=${outcome.data.id}`)
    setProblem(refusedText(outcome.refused))
  }
  const refusedText = (refused: Refused): ReactNode => {
    if (refused.code === 'expired') return t('import.stopped')
    if (refused.code === 'unsupported' && elsewhere.has(String(refused.params['format']))) return <>{t('import.elsewhere')} <Link to="/console/territory/proposals#load">{t('import.elsewhereGo')}</Link></>
    return `${refused.code === 'unsupported' ? t('import.unsupported') : sayRefusal(t, refused)} ${t('import.nothingKept')}`
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className="stack">
      <div className={over ? 'drop drop-over' : 'drop'} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <Icon name="file" />
        <div>
          <label className="drop-label" htmlFor="registry-file">{t('import.choose')}</label>
          <input ref={input} id="registry-file" type="file" disabled={sending !== undefined} aria-describedby="registry-hint" onChange={(event) => void take(event.target.files?.[0])} />
          <p className="field-hint" id="registry-hint">{t('import.hint', { max: f.number(MAX_UPLOAD_BYTES / 1_048_576) })}</p>
        </div>
      </div>
      <div className="field field-tight">
        <label htmlFor="region">{t('import.region')} <span className="field-optional">{t('web.optional')}</span></label>
        <p className="field-hint" id="region-hint">{t('import.regionHint')}</p>
        <input ref={region} id="region" name="region" list="regions" aria-describedby="region-hint" autoComplete="off" />
        <datalist id="regions">{regions.map((name) => <option key={name} value={name} />)}</datalist>
      </div>
      {sending && (
        <div className="sending">
          <label htmlFor="sending">{t('import.sending', { name: sending.name })}</label>
          <progress id="sending" max={1} value={sending.share} />
          <span>{f.percent(sending.share)}</span>
          <Button kind="secondary" type="button" onClick={sending.stop}>{t('import.stop')}</Button>
        </div>
      )}
      <p role="alert" className={problem ? 'field-error' : undefined}>{problem}</p>
    </div>
  )
}
