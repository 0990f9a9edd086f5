import { TimelineOfDeadlines, type DeadlinePoint } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Owed } from '../loaders.ts'
import { useWords } from '../words.ts'

type Item = Owed['rows'][number]['items'][number]

/** What is owed, the most pressing first: the next one large, what waits for a fact with what is missing. */
export function Deadlines({ owed: { rows, words }, max = 8 }: { owed: Owed; max?: number }) {
  const t = useWords()
  const { f, now } = useLook()
  const items = pressing(rows.flatMap((row) => row.items.map((item) => ({ item, row }))), now)
  if (items.length === 0) return <p className="soft">{t('deadlines.none')}</p>
  const next = items.find(({ item }) => stageOf(item, now) === 'later')
  const many = rows.length > 1
  const points = items.slice(0, max).map(({ item, row }): DeadlinePoint => {
    const at = momentOf(item)
    return {
      id: item.id, title: `${words.regimes[item.regime]} · ${words.stages[item.stage]}${many ? ` · ${row.partyName}` : ''}`, ...(at === null ? {} : { at }),
      stage: item === next?.item ? 'next' : stageOf(item, now),
      note: <>{words.recipients[item.recipient]}{item.article && ` · ${item.article}`}{item.state === 'awaiting_input' && item.question ? <> · {item.question}</> : null}</>,
    }
  })
  return <TimelineOfDeadlines points={points} formats={f} words={{ done: t('point.done'), now: t('point.now'), voluntary: t('point.voluntary'), next: t('point.next'), later: t('point.later'), waiting: t('point.waiting'), exceeded: t('point.exceeded') }} />
}

/** A failed read is no answer: least of all that nothing runs. */
export function Unread() {
  const t = useWords()
  return <p>{t('deadlines.unread')} <a href="">{t('deadlines.again')}</a></p>
}

const momentOf = (item: Item): string | null => item.sentAt ?? item.strictAt ?? item.legalAt ?? null

type Stage = Exclude<DeadlinePoint['stage'], 'next'>
const order: readonly Stage[] = ['exceeded', 'now', 'later', 'waiting', 'voluntary', 'done']

/** The most pressing first, and within a rank by moment: a short list must never lose what is still due for what is done. */
export function pressing<T extends { readonly item: Item }>(items: readonly T[], now: string): T[] {
  const rank = ({ item }: T): number => order.indexOf(stageOf(item, now))
  const moment = ({ item }: T): string => momentOf(item) ?? '9'
  return items.toSorted((a, b) => rank(a) - rank(b) || (moment(a) < moment(b) ? -1 : moment(a) > moment(b) ? 1 : 0))
}

export function stageOf(item: Item, now: string): Stage {
  if (item.state === 'sent' || item.state === 'registered') return 'done'
  if (item.state === 'exceeded') return 'exceeded'
  if (item.state === 'due_without_hours') return 'now'
  if (item.state === 'voluntary') return 'voluntary'
  const at = momentOf(item)
  if (item.state === 'awaiting_input' || at === null) return 'waiting'
  return at < now ? 'exceeded' : 'later'
}
