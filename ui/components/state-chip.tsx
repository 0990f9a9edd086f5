import { Glyph } from '../icons/icon.tsx'
import { toneOf, type ImpactState } from './tones.ts'

/** Shape, word and colour together: none of the three carries the meaning alone. */
export function StateChip({ state, word }: { state: ImpactState; word: string }) {
  return (
    <span className={`chip ${toneOf[state]}`}>
      <Glyph state={state} />
      {word}
    </span>
  )
}
