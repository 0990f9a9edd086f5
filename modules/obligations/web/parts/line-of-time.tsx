import { useState } from 'react'
import { TimeText } from '#ui/components/time-text.tsx'
import type { ObligationView } from '../../contract.ts'
import { isOpen } from '../states.ts'
import { useWords } from '../words.ts'
import { FilingForm } from './filing-form.tsx'
import { marked, MarkGlyph, markOf, whatOf } from './mark.tsx'
import { Moments } from './moments.tsx'
import { DraftLink, draftPath, Why } from './why.tsx'
import type { Paths } from '#ui/console/paths.ts'

/** What is owed, in the order of its moments, the next one large; each with its reason a click away. */
export function LineOfTime({ views, caseId, to, nextId }: { views: readonly ObligationView[]; caseId: string; to: Paths; nextId: string | undefined }) {
  return <ol className="timeline">{views.map((view) => <Point key={view.id} {...{ view, caseId, to }} next={view.id === nextId} />)}</ol>
}

const dots: Partial<Record<ObligationView['state'], string>> = { sent: 'point point-done', registered: 'point point-done', exceeded: 'point point-exceeded', awaiting_input: 'point point-waiting', voluntary: 'point point-waiting' }

function Point({ view, caseId, to, next }: { view: ObligationView; caseId: string; to: Paths; next: boolean }) {
  const { t, f, now } = useWords()
  const [filed, setFiled] = useState('')
  const mark = markOf(marked(view), now, t, f)
  const path = draftPath(to, caseId, view)
  return (
    <li className={dots[view.state] ?? (next ? 'point point-next' : 'point')} id={`o-${view.id}`}>
      <p className={`${next ? 'point-relative' : 'point-state'} ${mark.tone}`}><MarkGlyph mark={mark} /> {mark.head}</p>
      <h3 className="point-title">{whatOf(view)}</h3>
      <p className="point-when">
        {view.state === 'sent' ? <>{t('cell.protocol')} <span className="mono">{view.protocol}</span></> : mark.moment && <TimeText at={mark.moment} formats={f} />}
        {mark.note && view.state !== 'sent' && view.state !== 'due_without_hours' && <>{mark.moment && ' · '}{mark.note}</>}
      </p>
      <p className="point-note">{view.regimeTitle}, {view.article}</p>
      {next && <Moments view={view} />}
      {(path || isOpen(view)) && (
        <div className="point-do">
          {path && <DraftLink to={path} />}
          {isOpen(view) && view.state !== 'awaiting_input' && (
            <details className="why-file">
              <summary aria-label={`${t('why.file')}: ${view.stageLabel}`}>{t('why.file')}</summary>
              <FilingForm obligationId={view.id} onDone={setFiled} />
            </details>
          )}
        </div>
      )}
      <p role="status" className="send-done">{filed && t('file.said', { protocol: filed, name: view.stageLabel })}</p>
      <details className="point-why">
        <summary aria-label={`${t('dossier.why')}: ${view.stageLabel}, ${view.regimeTitle}`}>{t('dossier.why')}</summary>
        <Why view={view} />
      </details>
    </li>
  )
}
