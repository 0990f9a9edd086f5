import { useEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { ApiToken } from '../../contract-access.ts'
import { sayScope, useAccessWords } from '../access.ts'
import type { Outcome } from '../api.ts'
import { Around } from './around.tsx'
import { Confirm } from './confirm.tsx'
import { CopyLine } from './copy.tsx'
import { NewToken } from './newToken.tsx'
import { Done, ProblemOf } from './notice.tsx'

export type Made = { readonly id: string; readonly token: string; readonly name: string }

/** `mayMake`: of the centre, or the admin of a body. Others see what they made when they were. */
export function TokensCard({ tokens, scopes, mayMake }: { tokens: readonly ApiToken[]; scopes: readonly string[]; mayMake: boolean }) {
  const a = useAccessWords()
  const making = useFetcher<Outcome<Made>>({ key: 'makeToken' })
  const revoking = useFetcher<Outcome>({ key: 'revokeToken' })
  const [open, setOpen] = useState(false)
  const made = making.data?.done ? making.data.data : undefined
  useEffect(() => { if (made) setOpen(false) }, [made])
  return (
    <Card title={a('tokens.title')} aside={<span role="status">{a.n('tokens.count', tokens.filter(({ state }) => state === 'active').length)}</span>}>
      <div className="card-body">
        <p>{a('tokens.why')}</p>
        {made && tokens.some(({ id, state }) => id === made.id && state === 'active') && <Fresh key={made.id} made={made} />}
        {revoking.state === 'idle' && revoking.data?.done && <Done>{a('tokens.revoked')}</Done>}
        <ProblemOf outcome={revoking.data} />
        {tokens.length === 0 ? <p className="soft">{a('tokens.none')}</p> : (
          <ul className="rows">
            {tokens.map((one) => <Row key={one.id} one={one} />)}
          </ul>
        )}
        {mayMake && (open ? <NewToken scopes={scopes} onClose={() => setOpen(false)} /> : <Button kind="secondary" type="button" onClick={() => setOpen(true)}>{a('tokens.new')}</Button>)}
      </div>
    </Card>
  )
}

/** Shown once, where the eye is led; the key is in no address and is gone when the page is left. */
function Fresh({ made }: { made: Made }) {
  const a = useAccessWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="group" aria-labelledby="new-token">
      <h3 id="new-token" tabIndex={-1} ref={heading}>{a('tokens.made', { name: made.name })}</h3>
      <p>{a('tokens.made.once')}</p>
      <CopyLine id="token" label={a('tokens.key')} text={made.token} lines={2} />
      <p className="soft">{a('tokens.how')}</p>
    </section>
  )
}

function Row({ one }: { one: ApiToken }) {
  const a = useAccessWords()
  const { f } = useLook()
  const { name } = one
  return (
    <li>
      <Icon name={one.state === 'active' ? 'lock' : 'cross'} />
      <div className="row-text">
        <strong>{name}</strong>
        <p>{one.scopes.map((scope) => sayScope(a, scope)).join(' · ')}</p>
        <p className="soft">
          <Around text={a(`tokens.state.${one.state}`)} when={<TimeText at={one.expiresAt} formats={f} style="date" />} />
          {' · '}
          {one.lastUsedAt ? <Around text={a('tokens.used')} when={<TimeText at={one.lastUsedAt} formats={f} />} /> : a('tokens.unused')}
        </p>
      </div>
      {one.state === 'active' && (
        <Confirm label={a('tokens.revoke')} spoken={a('tokens.revokeOne', { name })} title={a('tokens.revokeOne', { name })} fields={{ intent: 'revokeToken', id: one.id }} fetcherKey="revokeToken">
          <p>{a('tokens.revoke.means')}</p>
        </Confirm>
      )}
    </li>
  )
}
