import { brandShape, icons, stateShapes, unknownShape, type IconName, type StateGlyph } from './glyphs.data.ts'

/** An interface icon; its meaning is always in the text beside it, so it is hidden from readers of the page. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  )
}

const glyphIds: Readonly<Record<StateGlyph, string>> = {
  hit: '#g-hit', degraded: '#g-degraded', 'at-risk': '#g-at-risk', restored: '#g-restored', 'not-hit': '#g-not-hit', unknown: '#g-unknown',
}

/** The shape of a state. Needs one `GlyphSprite` in the document. */
export function Glyph({ state }: { state: StateGlyph }) {
  return (
    <svg className="glyph" aria-hidden="true">
      <use href={glyphIds[state]} />
    </svg>
  )
}

/** The same shape inside another drawing, centred on a point. */
export function GlyphAt({ state, x, y, size }: { state: StateGlyph; x: number; y: number; size: number }) {
  return <use href={glyphIds[state]} x={x - size / 2} y={y - size / 2} width={size} height={size} />
}

/** Shapes and the hatch, once a document: a list of a thousand rows repeats a reference, not a drawing. `states`: those that the document can show. */
export function GlyphSprite({ states }: { states?: readonly StateGlyph[] }) {
  return (
    <svg className="sprite" width="0" height="0" aria-hidden="true">
      <defs>
        {Object.entries(stateShapes).filter(([state]) => !states || (states as readonly string[]).includes(state)).map(([state, d]) => (
          <symbol key={state} id={`g-${state}`} viewBox="0 0 20 20">
            <path d={d} fill="currentColor" fillRule="evenodd" />
          </symbol>
        ))}
        <symbol id="g-unknown" viewBox="0 0 20 20">
          <path d={unknownShape} fill="none" stroke="currentColor" strokeWidth="1.5" />
        </symbol>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="7" height="7" />
          <path className="hatch-line" d="M0 0v7" />
        </pattern>
      </defs>
    </svg>
  )
}

export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 40 40" aria-hidden="true">
      <path d={brandShape} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}
