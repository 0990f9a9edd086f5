import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { useToast } from '#ui/console/toast.tsx'
import { findCases, findParties, type Done, type Row } from '../data.ts'
import { sayRefusal, useWords } from '../words.ts'
import { Finder, type Found } from '#ui/components/finder.tsx'
import { useAct } from './useAct.ts'

/** Many into one: an open case, or a new one at a party. One step, taken back in one. */
export function MergeDialog({ rows, open, onClose, onDone }: { rows: readonly Row[]; open: boolean; onClose: () => void; onDone: () => void }) {
  const t = useWords()
  const say = useToast()
  const dialog = useRef<HTMLDialogElement>(null)
  const [into, setInto] = useState<'case' | 'new'>('case')
  const [found, setFound] = useState<Found>()
  const [title, setTitle] = useState('')
  const requestId = useRef('')
  useEffect(() => {
    if (open && !dialog.current?.open) { requestId.current = crypto.randomUUID(); setFound(undefined); setTitle(rows.length > 0 ? rows[0]!.subject.slice(0, 200) : ''); dialog.current?.showModal() }
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open, rows])
  const done = useCallback(({ data }: Done) => {
    const { mergeId, caseRef, merged } = data as { mergeId: string; caseRef: string; merged: number }
    say({ text: t.n('merge.done', merged, { ref: caseRef }), undo: { to: '/console/reports', fields: { intent: 'undo', mergeId } } })
    onClose()
    onDone()
  }, [say, t, onClose, onDone])
  const { act, busy, refused } = useAct(done)
  const cases = useCallback(async (q: string) => (await findCases(q)).items.map((one): Found => ({ id: one.id, label: `${one.ref} · ${one.title}`, hint: one.partyName })), [])
  const parties = useCallback(async (q: string) => (await findParties(q)).items.map((one): Found => ({ id: one.id, label: one.name, hint: one.province })), [])
  const ready = found !== undefined && (into === 'case' || title.trim() !== '')
  return (
    <dialog className="case-dialog" ref={dialog} aria-labelledby="merge-title" onClose={onClose}>
      {open && (
        <form onSubmit={(event) => { event.preventDefault(); if (ready) act({ intent: 'merge', body: { requestId: requestId.current, reportIds: rows.map((one) => one.id), into: into === 'case' ? { caseId: found.id } : { partyId: found.id, title: title.trim() } } }) }}>
          <h2 id="merge-title">{t.n('merge.title', rows.length)}</h2>
          <fieldset className="field"><legend>{t('merge.where')}</legend>
            {(['case', 'new'] as const).map((one) => <label key={one} className="choice-line"><input type="radio" name="into" checked={into === one} onChange={() => { setInto(one); setFound(undefined) }} /> {t(`merge.${one}`)}</label>)}
          </fieldset>
          <Finder key={into} name="target" label={t(into === 'case' ? 'merge.find' : 'merge.party')} none={t('merge.none')} find={into === 'case' ? cases : parties} chosen={found?.id} onChoose={setFound} />
          {into === 'new' && <div className="field"><label htmlFor="merge-name">{t('merge.name')}</label><input id="merge-name" value={title} onChange={(event) => setTitle(event.target.value)} maxLength={200} required /></div>}
          {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
          <p className="actions">
            <Button disabled={busy || !ready}>{busy ? t('act.busy') : t('merge.do')}</Button>
            <Button kind="secondary" type="button" onClick={onClose}>{t('close')}</Button>
          </p>
        </form>
      )}
    </dialog>
  )
}
