import { TimelineOfDeadlines, type DeadlinePoint } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Owed } from '../loaders.ts'
import { useWords } from '../words.ts'

type Item = Owed['rows'][number]['items'][number]

/** What is owed, by its moment: the next one large, what waits for a fact with what is missing. */
export function Deadlines({ owed: { rows, words }, max = 8 }: { owed: Owed; max?: number }) {
  const t = useWords()
  const { f, now } = useLook()
  const items = rows.flatMap((row) => row.items.map((item) => ({ item, row }))).toSorted((a, b) => ((momentOf(a.item) ?? '9') < (momentOf(b.item) ?? '9') ? -1 : 1))
  if (items.length === 0) return <p className="soft">{t('deadlines.none')}</p>
  const next = items.find(({ item }) => { const at = momentOf(item); return at !== null && at >= now && item.state !== 'sent' && item.state !== 'awaiting_input' })
  const many = rows.length > 1
  const points = items.slice(0, max).map(({ item, row }): DeadlinePoint => {
    const at = momentOf(item)
    return {
      id: item.id, title: `${words.regimes[item.regime]}: ${words.stages[item.stage]}${many ? ` · ${row.partyName}` : ''}`, ...(at === null ? {} : { at }),
      stage: stageOf(item, now, item === next?.item),
      note: <>{words.recipients[item.recipient]}{item.article && ` · ${item.article}`}{item.state === 'awaiting_input' && item.question ? <> · {item.question}</> : null}</>,
    }
  })
  return <TimelineOfDeadlines points={points} formats={f} words={{ done: t('point.done'), next: t('point.next'), later: t('point.later'), waiting: t('point.waiting'), exceeded: t('point.exceeded') }} />
}

const momentOf = (item: Item): string | null => item.sentAt ?? item.strictAt ?? item.legalAt ?? null

function stageOf(item: Item, now: string, isNext: boolean): DeadlinePoint['stage'] {
  if (item.state === 'sent' || item.state === 'registered') return 'done'
  if (item.state === 'exceeded') return 'exceeded'
  const at = momentOf(item)
  if (item.state === 'awaiting_input' || at === null) return 'waiting'
  return at < now ? 'exceeded' : isNext ? 'next' : 'later'
}
