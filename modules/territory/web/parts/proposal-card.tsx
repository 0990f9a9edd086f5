import { useEffect, useRef } from 'react'
import { Link, useFetcher } from 'react-router'
import { Icon } from '#ui/icons/icon.tsx'
import type { DependencyItem } from '../../contract.ts'
import { say, sayRefusal, usePen, type Pen, type Words } from '../words.ts'
import type { Decided } from './decide.ts'
import { EdgeEffect, partyHref, Sure } from './marks.tsx'

type Props = { edge: DependencyItem; first: boolean; onSent: (edge: DependencyItem) => void; onDecided: (edge: DependencyItem) => void; linked?: boolean }

/** One question: does this service run on that provider? With every reason there is to ask it. */
export function ProposalCard({ edge, first, onSent, onDecided, linked = true }: Props) {
  const pen = usePen()
  const { t } = pen
  const fetcher = useFetcher<Decided>({ key: `decide-${edge.id}` })
  const told = useRef(false)
  const answer = fetcher.data
  useEffect(() => {
    if (!answer?.done || told.current) return
    told.current = true
    onDecided(answer.data)
  }, [answer, onDecided])
  const send = (decision: 'confirm' | 'deny'): void => {
    onSent(edge)
    void fetcher.submit({ intent: 'decide', dependencyId: edge.id, version: String(edge.version), decision }, { method: 'post' })
  }
  const names = { body: edge.dependent.party?.name ?? '', service: edge.dependent.name || say(t, 'category', edge.dependent.category), provider: edge.on.party?.name ?? '', offered: edge.on.name }
  const busy = fetcher.state !== 'idle'
  return (
    <li className="proposal" data-edge={edge.id}>
      <div className="proposal-what">
        <h3 id={`q-${edge.id}`}>{t('ask.question', names)}</h3>
        <p className="soft">
          {linked ? <Link to={partyHref(edge.partyId)}>{names.body}</Link> : names.service} → {linked && edge.on.party ? <Link to={partyHref(edge.on.party.id)}>{names.provider}</Link> : names.provider}{names.offered && `, ${names.offered}`}. <EdgeEffect edge={edge} />.
        </p>
        <ul className="why">{whyOf(pen, edge).map((reason) => <li key={reason}>{reason}</li>)}</ul>
      </div>
      <div className="proposal-answer">
        <Sure confidence={edge.confidence} />
        <button type="button" className={first ? 'button' : 'button button-secondary'} disabled={busy} data-answer="confirm" aria-describedby={`q-${edge.id}`} onClick={() => send('confirm')}>
          <Icon name="tick" />
          {t('ask.yes')}
        </button>
        <button type="button" className="button button-secondary" disabled={busy} data-answer="deny" aria-describedby={`q-${edge.id}`} onClick={() => send('deny')}>
          <Icon name="cross" />
          {t('ask.no')}
        </button>
        {answer && !answer.done && <p className="field-error" role="alert">{sayRefusal(t, answer.refused)}</p>}
      </div>
    </li>
  )
}

type Evidence = { readonly source: string; readonly reference: string; readonly date: string | null; readonly reasons: readonly { readonly code: string; readonly params: Readonly<Record<string, string | number>> }[] }

/** Why it is asked: each reason of each source, with where to look and when it was said. */
export function whyOf({ t, f }: Pen, edge: DependencyItem): readonly string[] {
  const all = edge.evidence as readonly Evidence[]
  const dated = (text: string, date: string | null): string => (date ? `${text} (${f.date(date)})` : text)
  if (all.length === 0) return [dated(say(t, 'source', edge.source), edge.sourceDate)]
  const reasons = all.flatMap((one) => (one.reasons.length > 0 ? one.reasons.map((reason) => sayReason(t, reason)) : [dated(say(t, 'source', one.source), one.date)]))
  const where = all.map((one) => `${dated(say(t, 'source', one.source), one.date)}${one.reference ? `: ${one.reference}` : ''}`)
  return [...new Set([...reasons, ...where])].slice(0, 6)
}

function sayReason(t: Words, { code, params }: Evidence['reasons'][number]): string {
  return t(`reason.${code}` as Parameters<Words>[0], params)
}
