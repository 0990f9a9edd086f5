import { Link, useOutletContext } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { useWords } from '#modules/identity/web/words.ts'
import type { Session } from './session.ts'

/** The first page while no module has filled it: the two things that are worth ten quiet minutes. */
export function SpaceStart() {
  const t = useWords()
  const session = useOutletContext<Session>()
  const space = useSpace()
  const bare = session.person?.twoFactor === false && session.person.passkeys === 0
  const admin = session.memberships.some(({ role, partyId }) => role === 'admin' && partyId === space.body.id)
  return (
    <>
      <title>{t('space.home')}</title>
      <div className="page-head">
        <h1>{t('space.hello')}</h1>
        <p className="page-lead">{t('space.lead')}</p>
      </div>
      <h2>{t('space.now')}</h2>
      <div className="now">
        <EmptyState title={t('space.empty')}>{t('space.empty.text')}</EmptyState>
        {bare && <Quiet title={t('setUp.next.protect')} why={t('space.protect.why')} time={t('space.protect.time')} to={inSpace('/account', space)} go={t('space.protect.go')} />}
        {!bare && admin && <Quiet title={t('people.invite')} why={t('space.invite.why')} time={t('space.invite.time')} to={`${inSpace('/space/people', space)}&invite=`} go={t('people.invite')} />}
      </div>
    </>
  )
}

function Quiet({ title, why, time, to, go }: { title: string; why: string; time: string; to: string; go: string }) {
  const t = useWords()
  return (
    <Card title={title} level={3}>
      <div className="card-body">
        <p>{why}</p>
        <dl>
          <dt>{t('space.time')}</dt>
          <dd>{time}</dd>
          <dt>{t('space.cost')}</dt>
          <dd>{t('space.cost.none')}</dd>
        </dl>
        <Link className="button" to={to}>{go}</Link>
      </div>
    </Card>
  )
}
