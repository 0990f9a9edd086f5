/** For a body: the names that the centre gave it, and whom it chose. For a responder's contact: when it can begin. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { useSpace } from '#ui/console/space.ts'
import { Availability } from '../parts/availability.tsx'
import { Referral } from '../parts/referral.tsx'
import { ownReferralsLoader, responderAction } from '../responder-data.ts'
import { useResponderWords } from '../responder-words.ts'

export { responderAction as action, ownReferralsLoader as loader }

export function Component() {
  const { r } = useResponderWords()
  const data = useLoaderData<typeof ownReferralsLoader>()
  const { body } = useSpace()
  if (!data) return null
  const { items, listed } = data
  return (
    <div className="coordination coordination-own" key={body.id}>
      <title>{r('own.title')}</title>
      <div className="page-head">
        <h1>{r('own.title')}</h1>
        <p className="page-lead">{items ? r('own.lead') : r('own.provider')} <a href="/responders">{r('refer.rule')}</a></p>
      </div>
      <div className="stack">
        {listed && <Card title={r('avail.title')}><div className="card-body"><Availability one={listed} writes /></div></Card>}
        {!items && !listed && <p>{r('own.notListed')}</p>}
        {items && <p>{r('refer.yours')}</p>}
        {items && (items.length === 0 ? <EmptyState title={r('refer.none')}>{r('refer.noneOwn')}</EmptyState> : items.map((one) => <Referral key={one.id} one={one} writes />))}
      </div>
    </div>
  )
}
