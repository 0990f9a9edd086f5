import { useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { lookUpNames } from '../../contract.ts'
import { api, attempt } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'
import { LoadedReport, type LoadedNumbers } from './loaded-report.tsx'

type Step = ResponseOf<typeof lookUpNames>
type So = { readonly looked: number; readonly named: number; readonly unnamed: number; readonly silent: number; readonly report: LoadedNumbers | null; readonly over: boolean }

/** The net is asked body by body, some at a time: how far it is can be seen, and it can be stopped without losing what was found. */
export function LookUp() {
  const { t, f } = usePen()
  const { revalidate } = useRevalidator()
  const [so, setSo] = useState<So>()
  const [problem, setProblem] = useState<string>()
  const stopped = useRef(false)
  const running = so !== undefined && !so.over

  const start = async (): Promise<void> => {
    stopped.current = false
    setProblem(undefined)
    let now: So = { looked: 0, named: 0, unnamed: 0, silent: 0, report: null, over: false }
    setSo(now)
    for (let after: string | null | undefined; after !== null && !stopped.current;) {
      const outcome = await attempt(() => api(lookUpNames, { body: after ? { after } : {} }))
      if (!outcome.done) { setProblem(sayRefusal(t, outcome.refused)); break }
      const step: Step = outcome.data
      now = { looked: step.looked, named: step.named, unnamed: step.unnamed, silent: now.silent + step.silent, report: added(now.report, step.report), over: false }
      setSo(now)
      after = step.next
    }
    setSo({ ...now, over: true })
    void revalidate()
  }

  return (
    <div className="stack">
      <p className="dialog-actions">
        <Button type="button" disabled={running} onClick={() => void start()}>{t('look.go')}</Button>
        {running && <Button kind="secondary" type="button" onClick={() => { stopped.current = true }}>{t('import.stop')}</Button>}
      </p>
      {so && (
        <div className="sending" role="status">
          {so.named > 0 && <progress max={so.named} value={so.looked} aria-label={t('look.go')} />}
          <span>{t('look.far', { looked: f.number(so.looked), named: f.number(so.named) })}</span>
        </div>
      )}
      {problem && <p className="field-error" role="alert">{problem}</p>}
      {so?.over && so.named === 0 && !problem && <p>{t('look.noNames')}</p>}
      {so?.over && so.report && <LoadedReport report={so.report} />}
      {so?.over && so.silent > 0 && <p>{t.n('look.silent', so.silent)}</p>}
      {so?.over && so.unnamed > 0 && so.named > 0 && <p className="soft">{t.n('look.unnamed', so.unnamed)}</p>}
    </div>
  )
}

function added(before: LoadedNumbers | null, more: Step['report']): LoadedNumbers | null {
  if (!before || !more) return more ?? before
  const skipped = [...Map.groupBy([...before.skipped, ...more.skipped], (one) => one.code)].map(([code, rows]) => ({ code, rows: rows.reduce((sum, one) => sum + one.rows, 0) }))
  return {
    found: before.found + more.found, stored: before.stored + more.stored, unchanged: before.unchanged + more.unchanged, known: before.known + more.known, providersAdded: before.providersAdded + more.providersAdded,
    unmatched: [...before.unmatched, ...more.unmatched].slice(0, 100), unmatchedTotal: before.unmatchedTotal + more.unmatchedTotal, skipped,
  }
}
