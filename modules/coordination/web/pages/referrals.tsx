/** Names for a body: asked for from a case or from the page of the body, and all that were given. */
import { Link, useFetcher, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { responderLanguages, trades, within } from '../../contract.ts'
import type { Outcome } from '../data.ts'
import { Frame } from '../parts/frame.tsx'
import { Referral, Rule } from '../parts/referral.tsx'
import { referralsLoader, responderAction } from '../responder-data.ts'
import { useResponderWords } from '../responder-words.ts'
import { sayField, sayRefused, useWords } from '../words.ts'

export { responderAction as action, referralsLoader as loader }

export function Component() {
  const { r } = useResponderWords()
  const { body, about, items } = useLoaderData<typeof referralsLoader>()
  return (
    <Frame tab="referrals">
      <div className="split">
        <div className="stack">
          {body ? <NeedForm key={body.id} body={body} about={about} /> : <p>{r('refer.pick')} {r('refer.lead')}</p>}
          {items.length === 0 && !body ? <EmptyState title={r('refer.none')}>{r('refer.lead')}</EmptyState> : items.map((one) => <Referral key={one.id} one={one} named={body === null} writes />)}
        </div>
        <aside className="stack" aria-label={r('rule.title')}><Rule /></aside>
      </div>
    </Frame>
  )
}

type Loaded = Awaited<ReturnType<typeof referralsLoader>>
function NeedForm({ body, about }: { body: NonNullable<Loaded['body']>; about: Loaded['about'] }) {
  const { r, lang } = useResponderWords()
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'refer' })
  const refused = fetcher.state === 'idle' && fetcher.data && !fetcher.data.done ? fetcher.data.refused : undefined
  const error = sayField(t, refused, 'place')
  return (
    <Card title={r('refer.for', { name: body.name })}>
      <div className="card-body">
        {about && <p><Link to={`/console/cases/${about.id}`}>{r('refer.case', { ref: about.ref })}</Link></p>}
        {about?.main && <p>{r('refer.main')} <Link to={`/console/cases/${about.id}/bodies`}>{r('refer.bodies')}</Link></p>}
        <fetcher.Form method="post" className="dialog-form">
          <input type="hidden" name="intent" value="refer" />
          <input type="hidden" name="partyId" value={body.id} />
          {about && <input type="hidden" name="caseId" value={about.id} />}
          <RadioGroup name="trade" label={r('refer.trade')} value="ransomware" required choices={trades.map((value) => ({ value, label: r(`trade.${value}`) }))} />
          <TextField name="place" label={r('refer.place')} hint={r('refer.placeHint')} optional={t('optional')} {...(error ? { error } : {})} />
          <RadioGroup name="withinHours" label={r('refer.within')} value="24" required choices={within.map((hours) => ({ value: String(hours), label: r(`refer.within.${hours}`) }))} />
          <RadioGroup name="language" label={r('refer.language')} value={lang} required choices={responderLanguages.map((value) => ({ value, label: r(`language.${value}`) }))} />
          <p><Button icon="search" disabled={fetcher.state !== 'idle'}>{r('refer.go')}</Button></p>
          <p role="status">{refused && <span className="field-error">{refused.fields.length > 0 ? t('fail.look') : sayRefused(t, refused)}</span>}</p>
        </fetcher.Form>
      </div>
    </Card>
  )
}
