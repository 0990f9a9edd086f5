import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { OpenSession } from '../../contract-access.ts'
import { sayDevice, useAccessWords } from '../access.ts'
import type { Outcome } from '../api.ts'
import { useWords } from '../words.ts'
import { Around } from './around.tsx'
import { Confirm } from './confirm.tsx'
import { Done, ProblemOf } from './notice.tsx'

export function SessionsCard({ sessions }: { sessions: readonly OpenSession[] | undefined }) {
  const t = useWords()
  const a = useAccessWords()
  const ending = useFetcher<Outcome>({ key: 'sessions' })
  const one = useFetcher<Outcome>({ key: 'session' })
  return (
    <Card title={a('sessions.title')} aside={sessions && <span role="status">{a.n('sessions.count', sessions.length)}</span>}>
      <div className="card-body">
        <p>{t('sessions.why')}</p>
        {one.state === 'idle' && one.data?.done && <Done>{a('sessions.endedOne')}</Done>}
        <ProblemOf outcome={one.data} />
        {sessions && (
          <ul className="rows">
            {sessions.map((session) => <Row key={session.id} session={session} />)}
          </ul>
        )}
        <ending.Form method="post">
          {ending.state === 'idle' && ending.data?.done && <Done>{t('sessions.ended')}</Done>}
          <ProblemOf outcome={ending.data} />
          <div className="form-row">
            <Button kind="secondary" name="intent" value="endOthers" disabled={ending.state !== 'idle'}>{t('sessions.endOthers')}</Button>
            <Button kind="secondary" name="intent" value="endAll" disabled={ending.state !== 'idle'}>{t('sessions.endAll')}</Button>
          </div>
        </ending.Form>
      </div>
    </Card>
  )
}

function Row({ session }: { session: OpenSession }) {
  const a = useAccessWords()
  const { f } = useLook()
  const device = sayDevice(a, session.device)
  return (
    <li>
      <Icon name={session.current ? 'tick' : 'clock'} />
      <div className="row-text">
        <strong>{device}</strong>
        {session.current && <p>{a('sessions.this')}</p>}
        <p className="soft"><Around text={a('sessions.since')} since={<TimeText at={session.since} formats={f} />} used={<TimeText at={session.lastUsedAt} formats={f} />} /></p>
      </div>
      {!session.current && (
        <Confirm label={a('sessions.end')} spoken={a('sessions.endOne', { device })} title={a('sessions.endOne', { device })} fields={{ intent: 'endSession', id: session.id }} fetcherKey="session">
          <p>{a('sessions.endOne.means')}</p>
        </Confirm>
      )}
    </li>
  )
}
