import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Delegation, Lendable } from '../../contract-access.ts'
import { useAccessWords, type Account } from '../access.ts'
import type { Outcome } from '../api.ts'
import { useWords } from '../words.ts'
import { Around } from './around.tsx'
import { Confirm } from './confirm.tsx'
import { Done, ProblemOf, refusedOf } from './notice.tsx'

export function DelegationsCard({ may, given, received }: NonNullable<Account['delegations']>) {
  const a = useAccessWords()
  const making = useFetcher<Outcome>({ key: 'delegate' })
  const taking = useFetcher<Outcome>({ key: 'takeBack' })
  const [open, setOpen] = useState(false)
  const made = making.state === 'idle' && making.data?.done === true
  useEffect(() => { if (made) setOpen(false) }, [made])
  return (
    <Card title={a('lent.title')}>
      <div className="card-body">
        <p>{a('lent.why')}</p>
        {taking.state === 'idle' && taking.data?.done ? <Done>{a('lent.takenBack')}</Done> : made && !open && <Done>{a('lent.made')}</Done>}
        <ProblemOf outcome={taking.data} />
        {given.length + received.length === 0 ? <p className="soft">{a('lent.none')}</p> : (
          <ul className="rows">
            {given.map((one) => <Row key={one.id} one={one} mine />)}
            {received.map((one) => <Row key={one.id} one={one} />)}
          </ul>
        )}
        {may.length > 0 && (open ? <Lend may={may} onClose={() => setOpen(false)} /> : <Button kind="secondary" type="button" onClick={() => setOpen(true)}>{a('lent.new')}</Button>)}
      </div>
    </Card>
  )
}

function Row({ one, mine }: { one: Delegation; mine?: boolean }) {
  const a = useAccessWords()
  const { f } = useLook()
  const role = useRole()(one)
  const { who } = one
  return (
    <li>
      <Icon name={one.counts ? 'person' : 'cross'} />
      <div className="row-text">
        <strong>{a(mine ? 'lent.given' : 'lent.received', { who })}</strong>
        <p className="soft"><Around text={a('lent.until')} role={role} when={<TimeText at={one.until} formats={f} style="date" />} /></p>
        {!one.counts && <p>{a('lent.asleep')}</p>}
      </div>
      {mine && (
        <Confirm label={a('lent.takeBack')} spoken={`${a('lent.takeBackOne', { who })}: ${role}`} title={a('lent.takeBackOne', { who })} fields={{ intent: 'takeBack', id: one.id }} fetcherKey="takeBack">
          <p>{a('lent.takeBack.means', { who })}</p>
        </Confirm>
      )}
    </li>
  )
}

function Lend({ may, onClose }: { may: readonly Lendable[]; onClose: () => void }) {
  const t = useWords()
  const a = useAccessWords()
  const { f, timeZone } = useLook()
  const sayRole = useRole()
  const fetcher = useFetcher<Outcome>({ key: 'delegate' })
  const [at, setAt] = useState(0)
  const chosen = may[at] ?? may[0]!
  const wrong = refusedOf(fetcher.data)?.fields.some(({ path }) => path === 'body.until') ?? false
  return (
    <fetcher.Form method="post" className="group">
      <ProblemOf outcome={fetcher.data} />
      <input type="hidden" name="intent" value="delegate" />
      <input type="hidden" name="timeZone" value={timeZone} />
      <input type="hidden" name="role" value={chosen.role} />
      <input type="hidden" name="partyId" value={chosen.partyId ?? ''} />
      <input type="hidden" name="latest" value={chosen.latest} />
      {may.length > 1
        ? <SelectField name="lentRole" label={a('lent.role')} value={String(at)} onChange={(value) => setAt(Number(value))} options={may.map((one, i) => ({ value: String(i), label: sayRole(one) }))} />
        : <p><strong>{sayRole(chosen)}</strong></p>}
      {chosen.colleagues.length === 0 ? <p className="soft">{a('lent.to.none')}</p> : (
        <>
          <SelectField key={at} name="lentTo" label={a('lent.to')} options={chosen.colleagues.map(({ id: value, name }) => ({ value, label: name }))} />
          <TextField name="lentUntil" type="date" label={a('lent.day')} hint={a('lent.day.hint', { when: f.date(chosen.latest) })} error={wrong ? a('lent.day.wrong') : undefined} required />
        </>
      )}
      <div className="form-row">
        {chosen.colleagues.length > 0 && <Button disabled={fetcher.state !== 'idle'}>{a('lent.make')}</Button>}
        <Button kind="secondary" type="button" onClick={onClose}>{t('cancel')}</Button>
      </div>
    </fetcher.Form>
  )
}

function useRole(): (one: Pick<Lendable, 'role' | 'partyName'>) => string {
  const t = useWords()
  return ({ role, partyName }) => (partyName ? `${t(`role.${role}`)}, ${partyName}` : t(`role.${role}`))
}
