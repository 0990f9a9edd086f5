import { useEffect, useState, type FormEvent } from 'react'
import { Link, useLocation, useNavigate, useOutletContext, useRevalidator } from 'react-router'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { checkSetUp, setUp } from '../../contract.ts'
import { attempt, auth, client, secretOf, type Outcome, type Session } from '../api.ts'
import { forgetDraft, inputOf, keepDraft, keptDraft, missingIn, withForm, type Draft, type Missing, type Step } from '../draft.ts'
import { GateTitle } from '../parts/gateTitle.tsx'
import { ProblemOf, refusedOf } from '../parts/notice.tsx'
import { SetUpForm } from '../parts/setUpForm.tsx'
import { Stop } from '../parts/stop.tsx'
import { useLink } from '../parts/useLink.ts'
import { fieldProblem, useWords } from '../words.ts'

const steps = [1, 2, 3, 4] as const

/** Four short steps, each with its address (`?step=2`); the token stays behind `#`. */
export function Component() {
  const { centre } = useOutletContext<Session>()
  const t = useWords()
  const link = useLink((token) => client(checkSetUp, { body: { token } }))
  const [opened, setOpened] = useState<'in' | 'out'>()
  if (opened) return <WhatNext signedIn={opened === 'in'} />
  if (centre.ready) {
    return (
      <Stop title={t('setUp.already')}>
        <Link className="button" to="/sign-in">{t('signIn.title')}</Link>
      </Stop>
    )
  }
  if (link.state === 'none') return <Stop title={t('setUp.noLink')}><p>{t('setUp.noLink.text')}</p></Stop>
  if (link.state === 'refused') return link.refused.code === 'expired' || link.refused.code === 'invalid'
    ? <Stop title={t('link.over')}><p>{t('setUp.expired')}</p></Stop>
    : <Stop title={t('setUp.title')}><ProblemOf outcome={{ done: false, refused: link.refused }} /></Stop>
  if (link.state === 'asking') return <p className="gate-one soft" role="status">{t('link.checking')}</p>
  return <Steps token={link.token} onOpened={setOpened} />
}

function Steps({ token, onOpened }: { token: string; onOpened: (how: 'in' | 'out') => void }) {
  const t = useWords()
  const { lang } = useLook()
  const { search, hash } = useLocation()
  const navigate = useNavigate()
  const revalidator = useRevalidator()
  const [draft, setDraft] = useState<Draft>(() => keptDraft(lang))
  const [missing, setMissing] = useState<readonly Missing[]>([])
  const [outcome, setOutcome] = useState<Outcome>()
  const [busy, setBusy] = useState(false)
  const step = reachable(Number(new URLSearchParams(search).get('step') ?? 1), draft)
  const refused = refusedOf(outcome)

  const change = (next: Draft): void => {
    setDraft(next)
    keepDraft(next)
  }
  const go = (to: Step): void => {
    setMissing([])
    setOutcome(undefined)
    void navigate({ search: to === 1 ? '' : `?step=${to}`, hash })
  }
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = secretOf(form, 'password')
    const next = withForm(draft, step, form)
    change(next)
    const lacks = missingIn(next, step, password)
    setMissing(lacks)
    if (lacks.length > 0) return
    if (step < 4) return go((step + 1) as Step)
    setBusy(true)
    const made = await attempt(() => client(setUp, { body: inputOf(next, token, password) }))
    setOutcome(made)
    if (made.done) {
      forgetDraft()
      const entered = await attempt(() => auth('POST /sign-in/email', { email: next.email, password }))
      onOpened(entered.done ? 'in' : 'out')
      await revalidator.revalidate()
    }
    setBusy(false)
  }

  return (
    <section className="card gate-wide">
      <GateTitle title={t('setUp.title')}>{t('setUp.intro')}</GateTitle>
      <ol className="steps" aria-label={t('setUp.steps')}>
        {steps.map((n) => (
          <li key={n} className={n < step ? 'step-done' : undefined} aria-current={n === step ? 'step' : undefined}>
            <span className="step-number">{n < step ? <Icon name="tick" /> : n}</span>
            <span>{t(`setUp.step.${n}`)}{n < step && <span className="sr-only"> ({t('setUp.step.done')})</span>}</span>
          </li>
        ))}
      </ol>
      <ProblemOf outcome={outcome} />
      <SetUpForm
        key={step}
        {...{ step, draft, missing, busy, onSubmit: (event) => void send(event), onDraft: change }}
        onBack={(form) => {
          change(withForm(draft, step, form))
          go((step - 1) as Step)
        }}
        passwordProblem={fieldProblem(t, refused, 'password')}
      />
    </section>
  )
}

/** A step is open when the ones before it lack nothing. */
function reachable(asked: number, draft: Draft): Step {
  if (asked >= 2 && missingIn(draft, 1).length > 0) return 1
  if (asked >= 3 && missingIn(draft, 2).length > 0) return 2
  if (asked >= 4 && missingIn(draft, 3).length > 0) return 3
  return asked === 2 || asked === 3 || asked === 4 ? asked : 1
}

function WhatNext({ signedIn }: { signedIn: boolean }) {
  const t = useWords()
  const navigate = useNavigate()
  // The token is spent: it need not stay in the history of the browser.
  useEffect(() => void navigate('/set-up', { replace: true }), [navigate])
  const todo = [
    { key: 'protect', to: '/protect?next=%2Fconsole%2Fterritory%2Fimport' }, { key: 'import', to: '/console/territory/import' }, { key: 'people', to: '/console/people' },
  ] as const
  return (
    <section className="card gate-wide">
      <GateTitle title={t('setUp.done')} takesFocus>{t('setUp.done.lead')}</GateTitle>
      <ol className="todo">
        {todo.map(({ key, to }) => (
          <li key={key}>
            <p>{signedIn ? <Link to={to}>{t(`setUp.next.${key}`)}</Link> : <strong>{t(`setUp.next.${key}`)}</strong>}</p>
            <p className="soft">{t(`setUp.next.${key}.why`)}</p>
          </li>
        ))}
      </ol>
      <Link className="button" to={signedIn ? todo[0].to : '/sign-in'}>{t(signedIn ? 'setUp.next.protect' : 'signIn.title')}</Link>
    </section>
  )
}
