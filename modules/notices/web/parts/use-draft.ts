import { useEffect, useState } from 'react'
import { useBlocker } from 'react-router'
import type { NoticeContent } from '../../contract.ts'
import type { Detail } from './data.ts'
import { changedIn, merge, type Path } from './merge.ts'

type Work = { readonly id: string; readonly version: number; readonly base: NoticeContent; readonly mine: NoticeContent; readonly theirs: readonly Path[]; readonly both: readonly Path[] }
export type Change = (change: (content: NoticeContent) => NoticeContent) => void

/** What is on the screen, beside what is stored. When somebody else has saved, the two are put together and told. */
export function useDraft(notice: Detail) {
  const [work, setWork] = useState<Work>(() => startOf(notice))
  // During the render, not in an effect: no frame shows one version's text under another's number.
  if (work.id !== notice.id) setWork(startOf(notice))
  else if (work.version !== notice.version) setWork(movedOn(work, notice))
  const changed = changedIn(work.base, work.mine)
  const dirty = changed.length > 0
  useEffect(() => {
    if (!dirty) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [dirty])
  // The languages are tabs with an address: going from one to the other is not leaving.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname)
  const change: Change = (make) => setWork((now) => ({ ...now, mine: make(now.mine) }))
  return {
    content: work.mine, version: work.version, changed, dirty, theirs: work.theirs, both: work.both, blocker,
    change, takeTheirs: () => setWork(startOf(notice)),
  }
}

const startOf = ({ id, version, content }: Detail): Work => ({ id, version, base: content, mine: content, theirs: [], both: [] })

/** With nothing of one's own on the screen there is nothing to put together: the new version is simply shown. */
function movedOn(work: Work, notice: Detail): Work {
  if (changedIn(work.base, work.mine).length === 0) return startOf(notice)
  const { content, theirs, both } = merge(work.base, work.mine, notice.content)
  return { ...startOf(notice), mine: content, theirs, both }
}
