import { useLoaderData, useOutletContext, type LoaderFunctionArgs } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { loadAccount, type Account } from '../access.ts'
import type { Session } from '../api.ts'
import { DelegationsCard } from '../parts/delegationsCard.tsx'
import { PasskeysCard } from '../parts/passkeysCard.tsx'
import { PasswordCard } from '../parts/passwordCard.tsx'
import { SecondStepCard } from '../parts/secondStepCard.tsx'
import { SessionsCard } from '../parts/sessionsCard.tsx'
import { TokensCard } from '../parts/tokensCard.tsx'
import { inLang, useWords } from '../words.ts'

export const loader = ({ request }: LoaderFunctionArgs): Promise<Account> => loadAccount(request.signal)

export { ownAction as action } from '../ownActions.ts'
export { unlessRefused as shouldRevalidate } from '../api.ts'

export function Component() {
  const t = useWords()
  const { lang } = useLook()
  const session = useOutletContext<Session>()
  const { keys, sessions, tokens, scopes, delegations } = useLoaderData() as Account
  const mayMake = session.roles.some((role) => role === 'coordinator' || role === 'analyst' || role === 'admin')
  const person = session.person!
  return (
    <>
      <title>{`${t('account.title')} · ${inLang(session.centre.name, lang)}`}</title>
      <PageHead title={t('account.title')}>
        <p className="page-lead">{t('account.lead')}</p>
      </PageHead>
      <div className="page-body account">
        <div className="account-column">
          <Me session={session} />
          <PasskeysCard keys={keys} />
          <SessionsCard sessions={sessions} />
          {tokens && (mayMake || tokens.length > 0) && <TokensCard {...{ tokens, scopes, mayMake }} />}
        </div>
        <div className="account-column">
          <SecondStepCard on={person.twoFactor} email={person.email} />
          <PasswordCard email={person.email} />
          {delegations && delegations.may.length + delegations.given.length + delegations.received.length > 0 && <DelegationsCard {...delegations} />}
        </div>
      </div>
    </>
  )
}

function Me({ session }: { session: Session }) {
  const t = useWords()
  const { lang } = useLook()
  const place = (id: string | null): string => (id === null ? inLang(session.centre.name, lang) : session.parties.find((one) => one.id === id)?.name ?? '')
  return (
    <Card title={t('account.me')}>
      <div className="card-body">
        <MetaList items={[{ term: t('invitation.name'), value: session.person?.name }, { term: t('signIn.email'), value: session.person?.email }]} />
        <ul className="held">
          {session.memberships.map(({ role, partyId }) => (
            <li key={`${role}${partyId}`}>
              <strong>{t(`role.${role}`)}</strong>, {place(partyId)}
              <p className="soft">{t(`role.${role}.meaning`)}</p>
            </li>
          ))}
        </ul>
        <p className="soft">{t('account.me.change')}</p>
      </div>
    </Card>
  )
}
