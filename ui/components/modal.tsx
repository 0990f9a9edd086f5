import { useEffect, useRef, type ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'

/** A native dialog: the browser keeps the focus inside, closes it with Escape and gives the focus back. */
export function Modal({ id, title, open, onClose, closeLabel, children }: { id: string; title: string; open: boolean; onClose: () => void; closeLabel: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (open) element.showModal()
    else element.close()
  }, [open])
  return (
    <dialog ref={dialog} className="modal" aria-labelledby={`${id}-title`} onClose={onClose}>
      {open && (
        <>
          <div className="modal-head">
            <h2 id={`${id}-title`}>{title}</h2>
            <button type="button" className="modal-close" onClick={() => dialog.current?.close()} aria-label={closeLabel}>
              <Icon name="cross" />
            </button>
          </div>
          <div className="modal-body">{children}</div>
        </>
      )}
    </dialog>
  )
}
