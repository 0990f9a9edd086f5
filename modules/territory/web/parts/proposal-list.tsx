import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useFetcher } from 'react-router'
import { KeyBar } from '#ui/console/layout.tsx'
import type { DependencyItem } from '../../contract.ts'
import { sayRefusal, usePen } from '../words.ts'
import type { Decided } from './decide.ts'
import { ProposalCard } from './proposal-card.tsx'

/** Questions one under the other. An answer takes its question away, leads to the next and can be corrected. */
export function ProposalList({ items, linked = true }: { items: readonly DependencyItem[]; linked?: boolean }) {
  const { t } = usePen()
  const list = useRef<HTMLOListElement>(null)
  const left = useRef<Sent>(undefined)
  const [last, setLast] = useState<DependencyItem>()
  const [sent, setSent] = useState<readonly Sent[]>([])
  const shown = useMemo(() => withSent(items, sent), [items, sent])
  const onSent = useCallback((edge: DependencyItem) => setSent((now) => [...now.filter((one) => one.edge.id !== edge.id), { edge, at: placeOf(list.current, edge) }]), [])
  const onDecided = useCallback((edge: DependencyItem) => {
    left.current = { edge, at: placeOf(list.current, edge) }
    setSent((now) => now.filter((one) => one.edge.id !== edge.id))
    setLast(edge)
  }, [])

  useEffect(() => {
    const gone = left.current
    if (gone === undefined || shown.some((one) => one.id === gone.edge.id)) return
    left.current = undefined
    const cards = list.current?.querySelectorAll<HTMLElement>('[data-edge]') ?? []
    if (gone.at >= 0) focusAnswer(cards[Math.min(gone.at, cards.length - 1)], 'confirm')
  }, [shown])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const card = (event.target as Element).closest<HTMLElement>('[data-edge]')
    if (event.key === 'j') focusAnswer(card?.nextElementSibling, 'confirm')
    else if (event.key === 'k') focusAnswer(card?.previousElementSibling, 'confirm')
    else if (event.key === 'y') card?.querySelector<HTMLElement>('[data-answer=confirm]')?.click()
    else if (event.key === 'n') card?.querySelector<HTMLElement>('[data-answer=deny]')?.click()
  }

  return (
    <>
      <Correct last={last} onCorrected={setLast} />
      {shown.length > 0 && (
        <>
          {/* The keys work only while a question has the focus: a page must not take letters from elsewhere. */}
          <ol ref={list} className={linked ? 'proposals' : 'card proposals'} onKeyDown={onKeyDown}>
            {shown.map((edge, i) => <ProposalCard key={edge.id} edge={edge} first={i === 0} onSent={onSent} onDecided={onDecided} linked={linked} />)}
          </ol>
          {linked && <KeyBar keys={[{ keys: ['j', 'k'], what: t('keys.move') }, { keys: ['y'], what: t('ask.yes') }, { keys: ['n'], what: t('ask.no') }]} />}
        </>
      )}
    </>
  )
}

type Sent = { readonly edge: DependencyItem; readonly at: number }

/** A question whose answer is under way stays until its own card has told it: on a slow machine the list without it may come first. */
function withSent(items: readonly DependencyItem[], sent: readonly Sent[]): readonly DependencyItem[] {
  const missing = sent.filter(({ edge }) => !items.some((one) => one.id === edge.id))
  return missing.reduce((list, { edge, at }) => list.toSpliced(at, 0, edge), items)
}

const placeOf = (list: Element | null, edge: DependencyItem): number =>
  [...(list?.querySelectorAll('[data-edge]') ?? [])].findIndex((card) => card.getAttribute('data-edge') === edge.id)

function focusAnswer(card: Element | null | undefined, answer: 'confirm' | 'deny'): void {
  card?.querySelector<HTMLElement>(`[data-answer=${answer}]`)?.focus()
}

/** The last answer, and the way to turn it round: what was told to the territory is never taken back in silence. */
function Correct({ last, onCorrected }: { last: DependencyItem | undefined; onCorrected: (edge: DependencyItem) => void }) {
  const { t } = usePen()
  const fetcher = useFetcher<Decided>({ key: 'correct' })
  const answer = fetcher.data
  useEffect(() => {
    if (answer?.done) onCorrected(answer.data)
  }, [answer, onCorrected])
  const names = { body: last?.dependent.party?.name ?? '', service: last?.dependent.name ?? '', provider: last?.on.party?.name ?? '' }
  const confirmed = last?.state === 'confirmed'
  return (
    <div className={last ? 'toast' : undefined} role="status">
      {last && (
        <>
          <span>{t(confirmed ? 'ask.didYes' : 'ask.didNo', names)}</span>
          <button
            type="button" className="toast-action" disabled={fetcher.state !== 'idle'}
            onClick={() => void fetcher.submit({ intent: 'decide', dependencyId: last.id, version: String(last.version), decision: confirmed ? 'deny' : 'confirm' }, { method: 'post' })}
          >
            {t(confirmed ? 'ask.turnNo' : 'ask.turnYes')}
          </button>
          {answer && !answer.done && <span>{sayRefusal(t, answer.refused)}</span>}
        </>
      )}
    </div>
  )
}
