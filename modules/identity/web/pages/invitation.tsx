import { useState, type FormEvent } from 'react'
import { Link, useNavigate, useOutletContext } from 'react-router'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { acceptInvitation, checkInvitation } from '../../contract.ts'
import { attempt, auth, client, currentSession, homeOf, secretOf, textOf, type Outcome, type Session } from '../api.ts'
import { second } from '../enter.ts'
import { GateTitle } from '../parts/gateTitle.tsx'
import { ProblemOf, refusedOf } from '../parts/notice.tsx'
import { PasswordField } from '../parts/passwordField.tsx'
import { Stop } from '../parts/stop.tsx'
import { useLink } from '../parts/useLink.ts'
import { fieldProblem, inLang, useWords } from '../words.ts'

export function Component() {
  const t = useWords()
  const link = useLink((token) => client(checkInvitation, { body: { token } }))
  if (link.state === 'none') return <Stop title={t('invitation.noLink')}><p>{t('invitation.noLink.text')}</p></Stop>
  if (link.state === 'asking') return <p className="gate-one soft" role="status">{t('link.checking')}</p>
  if (link.state === 'good') return <Accept token={link.token} {...link.data} />
  const over = link.refused.code === 'expired' || link.refused.code === 'invalid'
  return (
    <Stop title={t(over ? 'link.over' : 'invitation.title')}>
      {over ? <p>{t('invitation.expired')}</p> : <ProblemOf outcome={{ done: false, refused: link.refused }} />}
      <p><Link to="/sign-in">{t('invitation.known')}</Link></p>
    </Stop>
  )
}

function Accept({ token, name, email, expiresAt }: { token: string; name: string; email: string; expiresAt: string }) {
  const t = useWords()
  const { f, lang } = useLook()
  const { centre } = useOutletContext<Session>()
  const navigate = useNavigate()
  const [outcome, setOutcome] = useState<Outcome>()
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const accepted = await attempt(() => client(acceptInvitation, { body: { token, name: textOf(form, 'name'), password: secretOf(form, 'password') } }))
    setOutcome(accepted)
    if (accepted.done) void navigate(await enter(email, secretOf(form, 'password')), { replace: true })
    setBusy(false)
  }
  const [before = '', after = ''] = t('invitation.until').split('{when}')
  return (
    <div className="gate-one">
      <section className="card gate-card">
        <GateTitle title={t('invitation.title')}>{t('invitation.lead', { centre: inLang(centre.name, lang) })} {t('invitation.intro', { email })}</GateTitle>
        <ProblemOf outcome={outcome} />
        <form onSubmit={(event) => void send(event)}>
          <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
          <TextField name="name" label={t('invitation.name')} value={name} autoComplete="name" required />
          <PasswordField name="password" label={t('password.choose')} hint={t('password.rule')} error={fieldProblem(t, refusedOf(outcome), 'password')} autoComplete="new-password" />
          <Button disabled={busy}>{t(busy ? 'signIn.busy' : 'invitation.submit')}</Button>
        </form>
        <p className="gate-foot">{before}<TimeText at={expiresAt} formats={f} />{after}</p>
      </section>
    </div>
  )
}

/** Straight in with what was just chosen; a person who has a second step still proves it. */
async function enter(email: string, password: string): Promise<string> {
  const answer = await attempt(() => auth('POST /sign-in/email', { email, password }))
  if (!answer.done) return '/sign-in'
  if (second(answer.data) === 'second') return '/sign-in?step=second'
  return homeOf(await currentSession())
}
