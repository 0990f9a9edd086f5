import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import type { Row } from '../data.ts'
import { useWords } from '../words.ts'

const icons: Readonly<Record<Row['road'], IconName>> = { web: 'message', phone: 'phone', mail: 'mail', api: 'bell', csv: 'file', webhook: 'bell', space: 'building' }
export function Road({ road }: { road: Row['road'] }) {
  const t = useWords()
  return <span className="by-channel"><Icon name={icons[road]} /> {t(`road.${road}`)}</span>
}

/** The hour that was promised: late is said, and never only coloured. */
export function Promise({ at, missed }: { at: string | null; missed: number }) {
  const t = useWords()
  const { f, now } = useLook()
  if (at === null) return <>—</>
  const late = at < new Date(now).toISOString()
  return <span className={late ? 'promise promise-late' : 'promise'}>{late && <Icon name="clock" />} <time dateTime={at} title={f.longMoment(at)}>{late ? t('desk.lateBy', { when: f.relative(at) }) : f.relative(at)}</time>{missed > 0 && ` · ${t.n('desk.missed', missed)}`}</span>
}

export function Urgency({ row }: { row: Pick<Row, 'urgency' | 'doubt'> }) {
  const t = useWords()
  return <span className={`urgency urgency-${row.urgency}`}>{row.urgency === 0 && <Icon name="flag" />} {t(`urgency.${row.urgency as 0}`)}</span>
}

export const nameOf = (row: Pick<Row, 'subject' | 'situation'>, t: ReturnType<typeof useWords>): string => row.subject || t(`situation.${row.situation}`)
