import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ResponseOf } from '#platform/contract/index.ts'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { sendMessage } from '../../contract-endpoints.ts'
import type { CaseDetail } from '../loaders.ts'
import { useWords } from '../words.ts'
import { ActForm } from './act.tsx'
import { DialogButton } from './dialog.tsx'
import { TlpField } from './fields.tsx'

/** What the centre does to a whole case: write to all who are tied, and say how things stand, in one click. */
export function CaseActions({ one }: { one: CaseDetail }) {
  const t = useWords()
  const navigate = useNavigate()
  if (!one.may.manage) return null
  const base = `/console/cases/${one.id}`
  const links = (
    <>
      <Link className="button button-secondary" to={`${base}/facts`}>{t('facts.link')}</Link>
      <Link className="button button-secondary" to={`/console/coordination/referrals?case=${one.id}`}>{t('responders.link')}</Link>
      <Link className="button button-secondary" to={`/console/coordination/complaint?case=${one.id}`}>{t('complaint.link')}</Link>
    </>
  )
  if (one.kind === 'tied') return links
  return (
    <>
      {links}
      <DialogButton label={t('message.open')} title={t('message.title')} icon="mail">{(close) => <MessageForm one={one} close={close} />}</DialogButton>
      <ActForm to={base} intent="report" fields={{ tlp: one.tlp }} className="one-click" onDone={() => void navigate(`${base}/reports`)}>
        {({ busy }) => <Button icon="file" disabled={busy}>{busy ? t('act.busy') : t('report.write')}</Button>}
      </ActForm>
    </>
  )
}

type Sent = ResponseOf<typeof sendMessage>

function MessageForm({ one, close }: { one: CaseDetail; close: () => void }) {
  const t = useWords()
  // Sending twice writes once: the request keeps its number as long as the form stands.
  const [requestId] = useState(() => crypto.randomUUID())
  const [sent, setSent] = useState<Sent>()
  const counts = one.counts
  if (sent) {
    return (
      <div role="status">
        <p className="callout-title">{t.n('message.sent', sent.cases)}</p>
        <p>{t('message.how', { mails: sent.mails, certified: sent.certified, texts: sent.texts, calls: sent.calls })} {sent.byHand > 0 && t.n('message.byHand', sent.byHand)}</p>
        <div className="form-foot"><Button type="button" onClick={close}>{t('close')}</Button> <Link to={`/console/cases/${one.id}/messages`} onClick={close}>{t('message.follow')}</Link></div>
      </div>
    )
  }
  return (
    <ActForm to={`/console/cases/${one.id}`} intent="message" className="case-form" fields={{ requestId }} onDone={(data) => setSent(data as Sent)}>
      {({ busy }) => (
        <>
          <RadioGroup
            name="to" label={t('message.to')} value="all"
            choices={[
              { value: 'all', label: t.n('message.to.all', counts?.tied ?? 0) }, { value: 'hit', label: t.n('message.to.hit', counts?.confirmedHit ?? 0) },
              { value: 'unanswered', label: t.n('message.to.unanswered', counts?.unanswered ?? 0) }, { value: 'suppliers', label: t.n('message.to.suppliers', counts?.suppliers ?? 0) },
            ]}
          />
          <TextField name="subject.it" label={t('message.subject')} required />
          <TextField name="text.it" label={t('message.text')} lines={5} required />
          {(['fr', 'en'] as const).map((lang) => (
            <details key={lang} className="service-states">
              <summary>{t(`message.in.${lang}`)}</summary>
              <TextField name={`subject.${lang}`} label={t('message.subject')} optional={t('optional')} />
              <TextField name={`text.${lang}`} label={t('message.text')} optional={t('optional')} lines={5} />
            </details>
          ))}
          <TlpField value={one.tlp} upTo="amber" />
          <div className="form-foot"><Button icon="mail" disabled={busy}>{busy ? t('act.busy') : t('message.send')}</Button></div>
        </>
      )}
    </ActForm>
  )
}
