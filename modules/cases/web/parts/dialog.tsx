import { useId, useRef, useState, type ReactNode } from 'react'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { Icon } from '#ui/icons/icon.tsx'
import { useWords } from '../words.ts'

/** A button and the native dialog that it opens. What stands in it is made anew each time, and told how to close it. */
export function DialogButton({ label, title, kind = 'secondary', icon, children }: { label: ReactNode; title: string; kind?: 'primary' | 'secondary'; icon?: IconName; children: (close: () => void) => ReactNode }) {
  const t = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const close = (): void => dialog.current?.close()
  return (
    <>
      <button type="button" className={kind === 'primary' ? 'button' : 'button button-secondary'} aria-haspopup="dialog" onClick={() => { setOpen(true); dialog.current?.showModal() }}>
        {icon && <Icon name={icon} />}
        {label}
      </button>
      <dialog className="case-dialog" ref={dialog} aria-labelledby={id} onClose={() => setOpen(false)}>
        <header className="case-dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="button button-secondary" onClick={close}><Icon name="cross" />{t('close')}</button>
        </header>
        {isOpen && children(close)}
      </dialog>
    </>
  )
}
