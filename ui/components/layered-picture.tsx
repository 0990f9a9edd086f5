import type { ReactNode } from 'react'
import { Glyph } from '../icons/icon.tsx'
import { edgeClass, LayeredGraph } from './layered-graph.tsx'
import { pathTo, type LayeredEdge, type LayeredNode } from './layered-layout.ts'
import { Confidence } from './console-marks.tsx'
import { toneOf, type ImpactState } from './tones.ts'

export type LayeredRow = {
  readonly id: string
  readonly name: string
  /** Whose it is, or how many it stands for. */
  readonly under: string
  readonly state: ImpactState
  readonly word: string
  readonly when: ReactNode
  readonly sure: { readonly level: 0 | 1 | 2 | 3; readonly word: string }
  readonly why: ReactNode
}

export type LayeredWords = {
  readonly title: string
  readonly desc: string
  readonly table: string
  readonly columns: { readonly name: string; readonly state: string; readonly sure: string; readonly why: string }
  readonly headOf: (layer: number, kind: LayeredNode['kind']) => string
  /** The lines and the marks, in the order in which they are told. */
  readonly lines: readonly { readonly effect: LayeredEdge['effect'] | 'path'; readonly word: string }[]
  readonly states: readonly { readonly state: ImpactState; readonly word: string }[]
}

type Props = {
  id: string
  nodes: readonly LayeredNode[]
  edges: readonly LayeredEdge[]
  rows: readonly LayeredRow[]
  words: LayeredWords
  numberOf: (count: number) => string
  chosen: string
  onChoose: (id: string) => void
  onMore: () => void
  onHours?: () => void
  /** Under the drawing: the hours. */
  children?: ReactNode
}

/** One picture and the same facts as rows: what is chosen in one is chosen in the other. */
export function LayeredPicture({ id, nodes, edges, rows, words, numberOf, chosen, onChoose, onMore, onHours, children }: Props) {
  const path = pathTo(chosen, edges)
  return (
    <div className="cascade">
      <div className="cascade-picture">
        <LayeredGraph {...{ id, nodes, edges, chosen, path, numberOf, onChoose, onMore }} title={words.title} desc={words.desc} headOf={words.headOf} {...(onHours ? { onHours } : {})} />
        <div className="graph-legend">
          <ul>
            {words.lines.map(({ effect, word }) => (
              <li key={effect}>
                <svg className="legend-line" viewBox="0 0 32 8" aria-hidden="true" focusable="false"><path className={effect === 'path' ? 'edge edge-on' : edgeClass[effect]} d="M0 4H32" /></svg>
                {word}
              </li>
            ))}
          </ul>
          <ul>{words.states.map(({ state, word }) => <li key={state}><span className={toneOf[state]}><span className="tone-ink"><Glyph state={state} /></span></span> {word}</li>)}</ul>
        </div>
        {children}
      </div>
      <div className="cascade-rows">
        <table className="table" role="table">
          <caption className="sr-only">{words.table}</caption>
          <thead role="rowgroup">
            <tr role="row">{(['name', 'state', 'sure', 'why'] as const).map((column) => <th key={column} scope="col" role="columnheader">{words.columns[column]}</th>)}</tr>
          </thead>
          <tbody role="rowgroup">
            {inOrderOf(nodes, rows).map((row) => (
              <tr key={row.id} role="row" className={path.nodes.has(row.id) ? 'row-path' : undefined}>
                <th scope="row" role="rowheader">
                  <button type="button" className="row-button" aria-pressed={row.id === chosen} onClick={() => onChoose(row.id)}>{row.name}</button>
                  <small className="block soft">{row.under}</small>
                </th>
                <td role="cell" data-label={words.columns.state}>
                  <span className={`state-line ${toneOf[row.state]}`}><Glyph state={row.state} /> {row.word}</span>
                  {row.when}
                </td>
                <td role="cell" data-label={words.columns.sure}><Confidence {...row.sure} /></td>
                <td role="cell" data-label={words.columns.why}>{row.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** The order of the picture: by column, then by the people concerned. */
function inOrderOf(nodes: readonly LayeredNode[], rows: readonly LayeredRow[]): readonly LayeredRow[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return rows.toSorted((a, b) => (byId.get(a.id)?.layer ?? 99) - (byId.get(b.id)?.layer ?? 99) || (byId.get(b.id)?.people ?? 0) - (byId.get(a.id)?.people ?? 0))
}

/** What is looked at first: the heaviest group. */
export const heaviest = (nodes: readonly LayeredNode[]): string | undefined =>
  nodes.filter((node) => node.kind === 'group').reduce<LayeredNode | undefined>((most, node) => (most === undefined || node.people > most.people ? node : most), undefined)?.id
