import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Modal } from '#ui/components/modal.tsx'
import type { ObligationView } from '../../contract.ts'
import { readOne } from '../data.ts'
import { isOpen } from '../states.ts'
import { useWords } from '../words.ts'
import type { Picked } from './board-table.tsx'
import { FilingForm } from './filing-form.tsx'
import type { Paths } from '#ui/console/paths.ts'
import { DraftLink, draftPath, Why } from './why.tsx'

type Asked = Picked & { readonly filing: boolean }

/** Behind a cell: why, by which article, and the number that makes it sent. The list is light, so the answer is read here. */
export function CellDialog({ picked, to, onClose, onFiled }: { picked: Asked | undefined; to: Paths; onClose: () => void; onFiled: (name: string, protocol: string) => void }) {
  const { t } = useWords()
  const { view, lost } = useObligation(picked)
  return (
    <Modal id="why" title={picked ? [picked.row.partyName, view?.stageLabel].filter(Boolean).join(' · ') : ''} open={picked !== undefined} onClose={onClose} closeLabel={t('dialog.close')}>
      {picked && !view && <p role="status" className="soft">{lost ? t('why.lost') : t('why.loading')}</p>}
      {picked && view && <Answer picked={picked} view={view} to={to} onFiled={(protocol) => onFiled(picked.row.partyName, protocol)} />}
    </Modal>
  )
}

function Answer({ picked, view, to, onFiled }: { picked: Asked; view: ObligationView; to: Paths; onFiled: (protocol: string) => void }) {
  const { t } = useWords()
  const { caseId } = picked.row
  const path = draftPath(to, caseId, view)
  if (picked.filing) return <FilingForm obligationId={view.id} onDone={onFiled} />
  return (
    <>
      <p className="why-regime">{view.regimeTitle} · {view.stateLabel}</p>
      <Why view={view} />
      <p className="why-actions">
        {path && <DraftLink to={path} />}
        <Link className="button button-secondary" to={to(`/cases/${caseId}/obligations`)}>{t('why.dossier')}</Link>
      </p>
      {isOpen(view) && (
        <details className="why-file">
          <summary>{t('why.file')}</summary>
          <FilingForm obligationId={view.id} onDone={onFiled} />
        </details>
      )}
    </>
  )
}

function useObligation(picked: Asked | undefined): { readonly view: ObligationView | undefined; readonly lost: boolean } {
  const [found, setFound] = useState<{ at: string; view: ObligationView | undefined }>()
  const caseId = picked?.row.caseId
  const key = picked?.cell.key
  useEffect(() => {
    if (!caseId || !key) return
    const stop = new AbortController()
    readOne(caseId, key, stop.signal).then(
      (view) => setFound({ at: `${caseId} ${key}`, view }),
      () => { if (!stop.signal.aborted) setFound({ at: `${caseId} ${key}`, view: undefined }) },
    )
    return () => stop.abort()
  }, [caseId, key])
  const here = found?.at === `${caseId} ${key}` ? found : undefined
  return { view: here?.view, lost: here !== undefined && here.view === undefined }
}
