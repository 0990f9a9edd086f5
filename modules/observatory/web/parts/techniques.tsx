/** What the techniques of an entry are called, and the way to today's codes. */
import { Card } from '#ui/components/console-marks.tsx'
import { PressForm } from '#ui/console/ask.tsx'
import { sayTechnique, useAttackAsk, useAttackWords } from '../attack-words.ts'
import type { Entry } from '../data.ts'

export function Techniques({ entry }: { entry: Entry }) {
  const { a } = useAttackWords()
  const words = useAttackAsk()
  const said = entry.techniques.filter((one) => one.state !== 'none')
  if (said.length === 0) return null
  return (
    <Card title={a('entry.title')}>
      <ul className="watch-list">{said.map((one) => <li key={one.code}><p>{sayTechnique(a, one)}</p></li>)}</ul>
      {!entry.mergedInto && said.some((one) => one.now) && <div className="card-body"><p>{a('entry.renewLead')}</p><div className="watch-acts"><PressForm id="renew" label={a('entry.renew')} intent="renew" hidden={{ version: entry.version }} words={words} /></div></div>}
    </Card>
  )
}
