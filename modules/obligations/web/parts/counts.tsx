import { Link } from 'react-router'
import { BODY } from '#ui/console/space.ts'
import { Glyph } from '#ui/icons/icon.tsx'
import type { Board } from '../data.ts'
import { useWords } from '../words.ts'

/** How the board stands, in five numbers; a number that is a state leads to its rows. */
export function Counts({ counts, search }: { counts: Board['counts']; search: URLSearchParams }) {
  const { t, f } = useWords()
  const to = (state: string): string => `?${new URLSearchParams([...keptOf(search), ['state', state]])}`
  return (
    <ul className="counts">
      <li><Link to={to('exceeded')}><strong>{f.number(counts.exceeded)}</strong> <span className={counts.exceeded > 0 ? 'chip tone-hit' : 'chip'}><Glyph state={counts.exceeded > 0 ? 'hit' : 'not-hit'} /> {t.n('count.exceeded', counts.exceeded)}</span></Link></li>
      <li><strong>{f.number(counts.soon)}</strong> <span className={counts.soon > 0 ? 'chip tone-degraded' : 'chip'}><Glyph state={counts.soon > 0 ? 'degraded' : 'not-hit'} /> {t('count.soon')}</span></li>
      <li><Link to={to('due')}><strong>{f.number(counts.due)}</strong> {t('count.due')}</Link></li>
      <li><Link to={to('sent')}><strong>{f.number(counts.sent)}</strong> <span className="chip tone-restored"><Glyph state="restored" /> {t('count.sent')}</span></Link></li>
      <li><Link to={to('awaiting_input')}><strong>{f.number(counts.awaiting)}</strong> {t.n('count.awaiting', counts.awaiting)}</Link></li>
    </ul>
  )
}

/** What of the address is no filter: the main case that the board is about, and for whom one works. */
export function keptOf(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => name === 'mainId' || name === BODY))
}
