import { useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { lookUpNames } from '../../contract.ts'
import { api, attempt } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'
import { LoadedReport } from './loaded-report.tsx'
import { lookUpAll, nothing, type So } from './look-up-run.ts'

/** The net is asked body by body, some at a time: how far it is can be seen, and it can be stopped without losing what was found. */
export function LookUp() {
  const { t, f } = usePen()
  const { revalidate } = useRevalidator()
  const [so, setSo] = useState<So>()
  const [problem, setProblem] = useState<string>()
  const run = useRef<AbortController>(undefined)
  // Whoever leaves the page asks for no more: the next steps would go on unseen, and beside a second run.
  useEffect(() => () => run.current?.abort(), [])
  const running = so?.state === 'on'
  const ended = so && !running ? so : undefined

  const start = async (): Promise<void> => {
    if (run.current) return
    const stop = new AbortController()
    run.current = stop
    setProblem(undefined)
    setSo(nothing)
    try {
      const refused = await lookUpAll((after) => attempt(() => api(lookUpNames, { body: after ? { after } : {} })), stop.signal, setSo)
      if (refused) setProblem(sayRefusal(t, refused))
    } finally {
      run.current = undefined
    }
    void revalidate()
  }

  return (
    <div className="stack">
      <p className="dialog-actions">
        <Button type="button" disabled={running} onClick={() => void start()}>{t('look.go')}</Button>
        {running && <Button kind="secondary" type="button" onClick={() => run.current?.abort()}>{t('import.stop')}</Button>}
      </p>
      {so && (
        <div className="sending" role="status">
          {so.named > 0 && <progress max={so.named} value={so.looked} aria-label={t('look.go')} />}
          <span>{t('look.far', { looked: f.number(so.looked), named: f.number(so.named) })}{so.state === 'stopped' && ` · ${t('look.stopped')}`}</span>
        </div>
      )}
      {problem && <p className="field-error" role="alert">{problem}</p>}
      {ended?.state === 'over' && ended.named === 0 && !problem && <p>{t('look.noNames')}</p>}
      {ended?.report && <LoadedReport report={ended.report} />}
      {ended && ended.silent > 0 && <p>{t.n('look.silent', ended.silent)}</p>}
      {ended && ended.unnamed > 0 && ended.named > 0 && <p className="soft">{t.n('look.unnamed', ended.unnamed)}</p>}
    </div>
  )
}
