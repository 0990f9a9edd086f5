import { useRef, type ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import type { LayeredEdge, LayeredNode } from '#ui/components/layered-layout.ts'
import { heaviest, LayeredPicture, type LayeredWords } from '#ui/components/layered-picture.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import { afterMinutes, confidenceLevel, confidenceWord, minutesText, say, usePen, type Pen, type Words } from '../words.ts'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { whatIf } from '../../contract.ts'

type Picture = NonNullable<ResponseOf<typeof whatIf>['picture']>
type Node = Picture['nodes'][number]
type Row = Picture['rows'][number]
const marks: Readonly<Record<Node['state'], ImpactState>> = { down: 'hit', degraded: 'degraded', at_risk: 'at-risk', none: 'not-hit' }
const tallies = [['hit', 'hit'], ['degraded', 'degraded'], ['atRisk', 'at-risk']] as const

/** From whom to whom, at the hour that the page is on. `children`: the hours, under the drawing. */
export function WhatIfPicture({ picture, hour, keep, hoursId, children }: { picture: Picture; hour: number; keep: URLSearchParams; hoursId?: string; children?: ReactNode }) {
  const pen = usePen()
  const { t, f } = pen
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const frame = useRef<HTMLDivElement>(null)
  const all = search.get('all') === 'true'
  const nodes = picture.nodes.map((node) => drawn(pen, node, hour))
  const chosen = nodes.find((node) => node.id === search.get('node'))?.id ?? heaviest(nodes) ?? 'provider'
  const href = (everything: boolean): string => `/console/territory/what-if?${new URLSearchParams([...keep, ...(everything ? [['all', 'true']] : [])]).toString()}`
  const onHours = hoursId === undefined ? undefined : (): void => frame.current?.querySelector<HTMLElement>(`#${hoursId}`)?.focus()
  return (
    <div ref={frame}>
      <Card
        title={t('picture.title')}
        aside={(
          <>
            <span>{t('picture.shown', { shown: f.number(picture.shown), total: f.number(picture.total) })}</span>
            {all ? <Link to={href(false)} preventScrollReset>{t('picture.fewer')}</Link> : picture.total > picture.shown && <Link to={href(true)} preventScrollReset>{t('picture.all')}</Link>}
            <span className="keys-hint" aria-hidden="true"><kbd>←</kbd><kbd>→</kbd> {t('picture.keys')}{onHours && <> <kbd>h</kbd> {t('picture.keyHour')}</>}</span>
          </>
        )}
      >
        <LayeredPicture
          id="picture" nodes={nodes} edges={picture.edges} words={wordsOf(t)} numberOf={f.number} chosen={chosen} {...(onHours ? { onHours } : {})}
          onChoose={(id) => setSearch((before) => { const next = new URLSearchParams(before); next.set('node', id); return next }, { replace: true, preventScrollReset: true })}
          onMore={() => void navigate(href(true), { preventScrollReset: true })}
          rows={picture.rows.map((row) => ({
            id: row.nodeId, name: nameOf(t, picture.nodes.find((node) => node.id === row.nodeId) ?? { kind: 'service', name: row.name }), under: row.bodies > 0 ? t.n('picture.bodies', row.bodies) : row.owner,
            state: marks[row.state], word: t(`picture.state.${row.state as 'down'}`), when: row.at !== null && row.state !== 'at_risk' && <span className="block soft">{afterMinutes(t, row.at)}</span>,
            sure: { level: confidenceLevel(row.confidence), word: confidenceWord(t, row.confidence) }, why: whyOf(t, row),
          }))}
        >
          {children}
        </LayeredPicture>
      </Card>
    </div>
  )
}

/** Names of groups are kinds of service; what is left out is counted. */
function nameOf(t: Words, node: Pick<Node, 'kind' | 'name'>): string {
  if (node.kind === 'rest') return t.n('picture.rest', Number(node.name))
  return node.kind === 'group' ? say(t, 'category', node.name) : node.name
}

function drawn({ t, f }: Pen, node: Node, hour: number): LayeredNode {
  const name = nameOf(t, node)
  const later = node.at !== null && node.at > hour * 60
  const state = t(`picture.state.${node.state as 'down'}`)
  const when = node.at === null || node.state === 'at_risk' ? '' : afterMinutes(t, node.at)
  const tally = tallies.map(([key, mark]) => ({ state: mark, count: node.tally[key] }))
  return {
    ...node, name, state: marks[node.state], later, tally,
    note: node.kind === 'group' ? t.n('picture.bodies', node.bodies) : node.kind === 'rest' ? t('picture.all') : [state, when].filter(Boolean).join(' · '),
    label: [
      name, node.bodies > 0 ? t.n('picture.bodies', node.bodies) : '', later ? t('picture.later', { state, when }) : [state, when].filter(Boolean).join(' '),
      node.kind === 'group' ? tallies.flatMap(([key]) => (node.tally[key] > 0 ? [`${f.number(node.tally[key])} ${t(`picture.tally.${key}`)}`] : [])).join(', ') : '',
    ].filter(Boolean).join(', '),
  }
}

function whyOf(t: Words, { why }: Row): string {
  if (why.code === 'runs_on' && why.autonomyHours === 0) return t('picture.why.runs_on_now', { on: why.on })
  return t(`picture.why.${why.code}`, { on: why.on, time: minutesText(t, Math.round(why.autonomyHours * 60)) })
}

const lines: readonly (LayeredEdge['effect'] | 'path')[] = ['path', 'hard', 'group', 'degraded', 'data']
const wordsOf = (t: Words): LayeredWords => ({
  title: t('picture.graph'), desc: t('picture.desc'), table: t('picture.table'), columns: { name: t('picture.node'), state: t('picture.stateWhen'), sure: t('edges.confidence'), why: t('bodies.why') },
  headOf: (layer, kind) => t(layer === 0 ? 'picture.layer.provider' : kind === 'group' ? 'picture.layer.bodies' : layer === 1 ? 'picture.layer.own' : 'picture.layer.others'),
  lines: lines.map((effect) => ({ effect, word: t(`picture.line.${effect as 'path'}`) })),
  states: tallies.map(([key, state]) => ({ state, word: t(`picture.tally.${key}`) })),
})
