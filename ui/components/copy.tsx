import { useRef, useState, type ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'

/** `copied`: it is in the clipboard. `selected`: this browser refuses, the text is marked and Ctrl+C takes it. */
export type CopyResult = 'copied' | 'selected'

/** A text with its copy button. The result is told to the caller, who says it in one live region for the whole page. */
export function CopyBlock({ text, children, label, doneLabel, onResult }: { text: string; children?: ReactNode; label: string; doneLabel: string; onResult: (result: CopyResult) => void }) {
  const block = useRef<HTMLDivElement>(null)
  const [done, setDone] = useState(false)
  const copy = async (): Promise<void> => {
    const result = await copyText(text, block.current)
    setDone(result === 'copied')
    onResult(result)
  }
  return (
    <div className="copy-block">
      <div className="copy-text" ref={block}>{children ?? text}</div>
      <button type="button" className="button button-secondary copy-button" onClick={() => void copy()}>
        <Icon name={done ? 'tick' : 'file'} />
        {done ? doneLabel : label}
      </button>
    </div>
  )
}

async function copyText(text: string, element: HTMLElement | null): Promise<CopyResult> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    // No clipboard on plain http, or not allowed: mark the text, so that the keyboard can take it.
    if (element) getSelection()?.selectAllChildren(element)
    return 'selected'
  }
}
