import type { Outcome } from '../data.ts'
import { sayRefused, useWords } from '../words.ts'

/** What was refused, where it was asked. */
export function Said({ outcome, problem }: { outcome: Outcome | undefined; problem?: string | undefined }) {
  const { t } = useWords()
  const text = problem ?? (outcome && !outcome.ok ? sayRefused(t, outcome.refused) : '')
  return <p role="status" className={text ? 'field-error' : 'said-nothing'}>{text}</p>
}
