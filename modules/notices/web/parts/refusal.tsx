import { Glyph } from '#ui/icons/icon.tsx'
import type { Outcome } from './data.ts'
import { sayProblem, sayRefusal, useWords } from './words.ts'

/** What was refused and why; the region is always there, so that what appears in it is heard. */
export function Refusal({ outcome, kept }: { outcome: Outcome | undefined; kept?: string }) {
  const { t } = useWords()
  const refused = outcome && !outcome.ok ? outcome.refused : undefined
  return (
    <div role="alert">
      {refused && (
        <p className="refusal tone-hit"><Glyph state="hit" /><span>
          {sayRefusal(t, refused)} {[...new Set(refused.fields.map((one) => sayProblem(t, one.problem)))].join(' ')} {kept}
        </span></p>
      )}
    </div>
  )
}
