import { useState } from 'react'
import { Link, useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { PersonRow } from '../../contract.ts'
import { useAccessWords } from '../access.ts'
import type { Outcome } from '../api.ts'
import { fieldProblem, useWords } from '../words.ts'
import { Confirm } from './confirm.tsx'
import { EmergencyForm } from './emergencyForm.tsx'
import { GrantFields } from './grantFields.tsx'
import { mayRevoke, type Keeper } from './keeper.ts'
import { refusedOf } from './notice.tsx'

export function PersonCard({ person, keeper, mine, closeTo }: { person: PersonRow; keeper: Keeper; mine: boolean; closeTo: string }) {
  const t = useWords()
  const a = useAccessWords()
  const about = { personId: person.id, name: person.name }
  return (
    <Card title={person.name} aside={<Link to={closeTo}>{t('close')}</Link>}>
      <div className="card-body person-card">
        <p className="soft">{person.email} · {t(`people.state.${person.state}`)}</p>
        <h3>{t('people.column.roles')}</h3>
        {person.memberships.length === 0 && <p className="soft">{t('people.noRole')}</p>}
        <ul className="rows">
          {person.memberships.map((held) => <Held key={held.id} {...{ held, person, keeper }} />)}
        </ul>
        <Grant key={person.memberships.length} {...{ person, keeper }} />
        <h3>{t('people.access')}</h3>
        {keeper.everywhere ? (
          <>
            <div className="form-row">
              <Confirm label={t('people.renew')} title={t('people.renew')} fields={{ intent: 'renew', ...about }} fetcherKey="people" kind="primary">
                <p>{t('people.renew.means', { name: person.name })}</p>
                <p className="soft">{t('people.renew.hint')}</p>
              </Confirm>
              <Confirm label={a('people.endSessions')} title={a('people.endSessions')} fields={{ intent: 'endSessions', ...about }} fetcherKey="people">
                <p>{a('people.endSessions.means', { name: person.name })}</p>
                {mine && <p>{a('people.endSessions.mine')}</p>}
              </Confirm>
              {(person.twoFactor || person.passkeys > 0) && (
                <Confirm label={t('people.resetSecondFactor')} title={t('people.resetSecondFactor.short')} fields={{ intent: 'reset', ...about }} fetcherKey="people">
                  <p>{t('people.reset.means', { name: person.name })}</p>
                  {mine && <p>{t('people.reset.mine')}</p>}
                </Confirm>
              )}
            </div>
            {!mine && person.state === 'active' && <EmergencyForm key={person.memberships.length} person={person} />}
          </>
        ) : (
          <p className="soft">{t('people.access.body')}</p>
        )}
      </div>
    </Card>
  )
}

function Held({ held, person, keeper }: { held: PersonRow['memberships'][number]; person: PersonRow; keeper: Keeper }) {
  const t = useWords()
  const a = useAccessWords()
  const { f } = useLook()
  const role = t(`role.${held.role}`)
  const where = held.partyName ?? ''
  const [before = '', after = ''] = t('people.until').split('{when}')
  return (
    <li>
      <div className="row-text">
        <strong>{role}</strong>{where && `, ${where}`}
        <p className="soft">
          {t('people.since')} <TimeText at={held.grantedAt} formats={f} style="date" />
          {held.validUntil && <>, {before}<TimeText at={held.validUntil} formats={f} style="date" />{after}</>}{held.lentBy && <>, {a('people.lentBy', { who: held.lentBy })}</>}
        </p>
      </div>
      {mayRevoke(keeper, held) && (
        <Confirm label={t('people.revoke.short')} spoken={`${t('people.revoke')}: ${role}${where && `, ${where}`}`} title={t('people.revoke')} fields={{ intent: 'revoke', membershipId: held.id, name: person.name }} fetcherKey="people">
          <p>{t('people.revoke.means', { name: person.name, role: where ? `${role}, ${where}` : role })}</p>
        </Confirm>
      )}
    </li>
  )
}

function Grant({ person, keeper }: { person: PersonRow; keeper: Keeper }) {
  const t = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'people' })
  const [open, setOpen] = useState(false)
  if (!open) return <p><Button kind="secondary" type="button" onClick={() => setOpen(true)}>{t('people.grant')}</Button></p>
  return (
    <fetcher.Form method="post" className="group">
      <input type="hidden" name="intent" value="grant" />
      <input type="hidden" name="personId" value={person.id} />
      <input type="hidden" name="name" value={person.name} />
      <GrantFields keeper={keeper} id="grant" error={fieldProblem(t, refusedOf(fetcher.data), 'partyId')} />
      <div className="form-row">
        <Button>{t('people.grant')}</Button>
        <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('cancel')}</Button>
      </div>
    </fetcher.Form>
  )
}
