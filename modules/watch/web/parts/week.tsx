/** The week of a body, as its people and the centre read it: the one thing to do first. */
import { Card } from '#ui/components/console-marks.tsx'
import type { WeekText } from '../../contract.ts'
import { useWords } from '../words.ts'

export function WeekCards({ texts }: { texts: Readonly<Record<'it' | 'fr' | 'en', WeekText>> }) {
  const { t } = useWords()
  const text = texts[t.lang]
  return (
    <>
      <p className="answer" role="status"><strong>{text.headline}</strong></p>
      <Said title={t('week.first')} lines={[text.ask.text]} />
      <Said title={t('week.silent')} lines={text.silent} />
      <Said title={t('week.found')} lines={text.found} />
      <Said title={t('week.looked')} lines={text.looked} />
      <Said title={t('week.compared')} lines={text.compared} />
      <p className="soft">{t('week.days')}</p>
    </>
  )
}
function Said({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return <Card title={title}><div className="card-body">{lines.map((one) => <p key={one} className="watch-value">{one}</p>)}</div></Card>
}
