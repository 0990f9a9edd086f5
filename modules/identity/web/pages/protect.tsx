import { useEffect } from 'react'
import { Form, Link, redirect, useFetcher, useLoaderData, useNavigate, useOutletContext, type LoaderFunctionArgs } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useAccessWords } from '../access.ts'
import { currentSession, homeOf, type Outcome, type Session } from '../api.ts'
import { keptNext, landing, nextOf } from '../enter.ts'
import { GateTitle } from '../parts/gateTitle.tsx'
import { ProblemOf } from '../parts/notice.tsx'
import { AddPasskey } from '../parts/passkeysCard.tsx'
import { ProveCode } from '../parts/proveCode.tsx'
import { SecondStepCard } from '../parts/secondStepCard.tsx'
import { passkeysWork } from '../passkeys.ts'
import { useWords } from '../words.ts'

/** What is owed when the page is opened; it stays this page until the person goes on, because backup codes are shown only here. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response | 'enrol' | 'prove'> {
  const found = await currentSession(request.signal)
  if (!found.signedIn) return redirect(`/sign-in?${new URLSearchParams(keptNext(request.url))}`)
  return found.secondStep ?? redirect(nextOf(request.url) ?? homeOf(found))
}
export const shouldRevalidate = (): boolean => false
export { ownAction as action } from '../ownActions.ts'

export function Component() {
  return useLoaderData() === 'enrol' ? <Enrol /> : <Prove />
}

/** Nothing but a password so far: a passkey or a code, whichever is at hand. */
function Enrol() {
  const t = useWords()
  const { person, secondStep } = useOutletContext<Session>()
  const added = useFetcher<Outcome>({ key: 'addPasskey' }).data?.done === true
  useOnward(added)
  return (
    <>
      <div className="protect-head">
        <GateTitle title={t('protect.title')}>{t(secondStep ? 'protect.lead' : 'protect.done')}</GateTitle>
      </div>
      <div className="account protect">
        {!person?.twoFactor && (
          <Card title={t('passkey.title')} aside={t('protect.best')}>
            <div className="card-body">
              <p>{t('passkey.none')}</p>
              {passkeysWork() ? <AddPasskey /> : <p className="soft">{t('passkey.unsupported')}</p>}
            </div>
          </Card>
        )}
        <div className="account-column">
          <SecondStepCard on={person?.twoFactor === true} email={person?.email ?? ''} />
          {!secondStep && <p><Onward /></p>}
        </div>
      </div>
      <div className="protect-head gate-foot"><Leave /></div>
    </>
  )
}

/** There is a second step, and this session came without it: by the password alone, or by single sign-on. */
function Prove() {
  const t = useWords()
  const a = useAccessWords()
  const { person } = useOutletContext<Session>()
  const fetcher = useFetcher<Outcome>({ key: 'provePasskey' })
  const proving = useFetcher<Outcome>({ key: 'proveCode' })
  useOnward(fetcher.data?.done === true || proving.data?.done === true)
  return (
    <div className="gate-one">
      <section className="card gate-card">
        <GateTitle title={t('protect.prove')}>{person?.twoFactor ? a('prove.code.lead', { name: person.name }) : t('protect.prove.lead', { name: person?.name ?? '' })}</GateTitle>
        {person?.twoFactor && <ProveCode />}
        <ProblemOf outcome={fetcher.data} />
        {(person?.passkeys ?? 0) > 0 && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="provePasskey" />
            <Button icon="lock" disabled={fetcher.state !== 'idle'}>{t('signIn.passkey')}</Button>
          </fetcher.Form>
        )}
        <p className="gate-foot">{t('protect.prove.lost')}</p>
        <div className="gate-foot"><Leave /></div>
      </section>
    </div>
  )
}

function useOnward(go: boolean): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (go) void landing(location.href).then((path) => navigate(path ?? '/sign-in', { replace: true }))
  }, [go, navigate])
}

function Onward() {
  const t = useWords()
  const session = useOutletContext<Session>()
  return <Link className="button" to={nextOf(location.href) ?? homeOf(session)}>{t('protect.onward')}</Link>
}

function Leave() {
  const t = useWords()
  return <Form method="post" action="/sign-out"><button className="link">{t('signIn.out')}</button></Form>
}
