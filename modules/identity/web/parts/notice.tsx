import { useEffect, useState, type ReactNode } from 'react'
import { Callout } from '#ui/components/parts.tsx'
import { Icon, Glyph } from '#ui/icons/icon.tsx'
import type { Outcome, Refused } from '../api.ts'
import { sayRefusal, useWords } from '../words.ts'

/** Says a refusal where the form is. With a time to wait it counts it down, so that the person knows when to try again. */
export function Problem({ refused }: { refused: Refused }) {
  const t = useWords()
  const left = useCountdown(refused.retryAfterSeconds)
  const wait = refused.retryAfterSeconds === undefined ? undefined : left > 0 ? t.n('wait', left) : t('wait.over')
  return (
    <div role="alert">
      <Callout tone="hit" icon={<Glyph state="hit" />} title={sayRefusal(t, refused)}>
        {/* The seconds move every second: seen, but not read out each time. */}
        {wait && <p aria-hidden={left > 0 && left !== refused.retryAfterSeconds ? true : undefined}>{wait}</p>}
      </Callout>
    </div>
  )
}

/** The alert of an outcome that is a refusal; nothing for any other. */
export function ProblemOf({ outcome }: { outcome: Outcome | undefined }) {
  return outcome && !outcome.done ? <Problem key={JSON.stringify(outcome.refused)} refused={outcome.refused} /> : null
}

export function Done({ children }: { children: ReactNode }) {
  return (
    <p className="done-line" role="status">
      <Icon name="tick" />
      <span>{children}</span>
    </p>
  )
}

export const refusedOf = (outcome: Outcome | undefined): Refused | undefined => (outcome && !outcome.done ? outcome.refused : undefined)

function useCountdown(seconds = 0): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft((n) => Math.max(0, n - 1)), 1000)
    return () => clearInterval(timer)
  }, [])
  return left
}
