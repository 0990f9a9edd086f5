/** One request: who asks, what is there, the copy, the erasure, the end. The preview comes first: nothing goes that was not shown. */
import { useState } from 'react'
import { useFetcher, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, MetaList } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { outcomes, verifications } from '../../contract-requests.ts'
import { CopyCard } from '../parts/copyCard.tsx'
import { FoundCard, ResultCard } from '../parts/foundCard.tsx'
import { Frame } from '../parts/frame.tsx'
import { sayTerm, sayWhy } from '../parts/say.ts'
import type { Outcome, Preview, requestLoader } from '../requests.ts'
import { useWords } from '../words.ts'

export function RequestPage() {
  const { t, f } = useWords()
  const one = useLoaderData<typeof requestLoader>()
  const fetcher = useFetcher<Outcome>({ key: `request ${one.id}` })
  const [kept, setKept] = useState<Preview>()
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const seen = answer?.done && answer.seen ? answer.seen : kept
  if (answer?.done && answer.seen && answer.seen !== kept) setKept(answer.seen)
  const sought = one.sought
  const open = one.state === 'open'
  return (
    <Frame tab="requests" title={t('req.number', { n: one.number })} lead={t('req.lead')}>
      <div role="status">{answer?.done === false && <p className="tone-hit tone-text">{sayWhy(t, answer.why)}</p>}</div>
      <Card title={t('change')}>
        <div className="card-body">
          <MetaList items={[
            { term: t('req.who'), value: sought ? [sought.name, ...sought.emails, ...sought.phones, ...sought.reports, ...sought.accounts].filter(Boolean).join(' · ') : t('fail.key_missing') },
            { term: t('req.what'), value: f.list(one.kinds.map((kind) => t(`kind.${kind}`))) },
            { term: t('req.received'), value: f.date(`${one.receivedOn}T12:00:00Z`) },
            { term: t('req.due'), value: `${f.date(`${one.dueOn}T12:00:00Z`)}, ${sayTerm(t, one)}` },
            { term: t('req.verified'), value: t(`verified.${one.verified}`) },
          ]} />
          {one.extendedWhy && <p className="soft">{t('extended')}: {one.extendedWhy}</p>}
          {open && (
            <fetcher.Form method="post">
              <Hidden intent="verify" version={one.version} />
              <SelectField name="verified" label={t('req.verified')} value={one.verified} options={verifications.map((value) => ({ value, label: t(`verified.${value}`) }))} />
              <Button kind="secondary">{t('save')}</Button>
            </fetcher.Form>
          )}
        </div>
      </Card>
      {one.state !== 'closed' && (
        <Card title={t('look')}>
          <fetcher.Form method="post" className="card-body">
            <Hidden intent="look" version={one.version} />
            <p className="soft">{t('look.lead')}</p>
            <Button icon="search" disabled={fetcher.state !== 'idle'}>{t('look')}</Button>
          </fetcher.Form>
        </Card>
      )}
      {seen && one.state !== 'closed' && <FoundCard seen={seen} version={one.version} fetcher={fetcher} />}
      {open && <CopyCard one={one} />}
      {open && one.kinds.includes('erasure') && (
        <Card title={t('erase')}>
          <div className="card-body">
            {one.erasedAt && <p>{t('erase.done', { when: f.longMoment(one.erasedAt) })}</p>}
            {!seen ? <p>{t('erase.first')}</p> : (
              <fetcher.Form method="post" key={one.version}>
                <Hidden intent="erase" version={one.version} seen={seen.seen} />
                <p>{t('erase.lead')}</p>
                <TextField name="eraseWhy" label={t('erase.why')} hint={t('erase.whyHint')} required />
                <p><label className="choice-line"><input type="checkbox" name="again" value="erase" required /> {t('erase.again')}</label></p>
                <Button disabled={fetcher.state !== 'idle'}>{t('erase.go')}</Button>
              </fetcher.Form>
            )}
          </div>
        </Card>
      )}
      {one.result.length > 0 && <ResultCard result={one.result} />}
      {open && !one.extended && !one.exceeded && (
        <Card title={t('extend')}>
          <fetcher.Form method="post" className="card-body">
            <Hidden intent="extend" version={one.version} />
            <p className="soft">{t('extend.lead')}</p>
            <TextField name="extendWhy" label={t('erase.why')} required />
            <Button kind="secondary">{t('extend.go')}</Button>
          </fetcher.Form>
        </Card>
      )}
      {open ? (
        <Card title={t('close')}>
          <fetcher.Form method="post" className="card-body">
            <Hidden intent="close" version={one.version} />
            <SelectField name="outcome" label={t('close.outcome')} options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
            <TextField name="remark" label={t('close.remark')} optional={t('f.optional')} lines={2} />
            <Button kind="secondary">{t('close.go')}</Button>
          </fetcher.Form>
        </Card>
      ) : one.remark && <p>{one.remark}</p>}
    </Frame>
  )
}

const Hidden = (fields: Readonly<Record<string, string | number>>) => Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
