/** Syslog over TLS: the certificate by which a shipper is known, and what to write into it. */
import { useState } from 'react'
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Outcome, Source } from '../data.ts'
import { sayRefused, useWords } from '../words.ts'
import { HiddenFields, Press } from './ask.tsx'
import { syslogSetUpOf, TLS_PORT } from './set-up-syslog.ts'

export function Certificate({ source: { certificate, address, syslog } }: { source: Source }) {
  const { t, f } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'certificate' })
  const [said, setSaid] = useState('')
  const refused = fetcher.state === 'idle' && fetcher.data && !fetcher.data.done ? fetcher.data.refused : undefined
  const copied = (what: 'copied' | 'selected') => setSaid(t(what === 'copied' ? 'copy.done' : 'copy.marked'))
  return (
    <Card title={t('certificate.title')}>
      <div className="card-body">
        <p>{t('certificate.lead')}</p>
        {syslog.tls === null && <Callout icon={<Icon name="info" />} title={t('certificate.shut')}><p>{t('certificate.shutLead')}</p></Callout>}
        {certificate
          ? (
            <>
              <p>{t('certificate.of', { name: certificate.of, until: f.date(certificate.until) })}</p>
              <p>{t('certificate.print')} <code>{certificate.sha256}</code></p>
              <div className="watch-acts"><Press id="end-certificate" label={t('certificate.end')} intent="end-certificate" /></div>
            </>
          )
          : <p>{t('certificate.none')}</p>}
        <fetcher.Form method="post" encType="multipart/form-data" className="watch-form" key={certificate?.sha256 ?? ''}>
          <HiddenFields intent="certificate" />
          <div className="field">
            <label htmlFor="pemFile">{t('certificate.file')}</label>
            <input id="pemFile" name="pemFile" type="file" accept=".pem,.crt,.cer" />
          </div>
          <TextField name="pem" label={t('certificate.paste')} hint={t('certificate.hint')} lines={3} required={false} />
          {refused && <p className="field-error" role="alert">{refused.code === 'conflict' ? t('certificate.taken') : refused.code === 'invalid' ? t(refused.fields.some((one) => one.problem.startsWith('holds a private key')) ? 'certificate.key' : 'certificate.wrong') : sayRefused(t, refused)}</p>}
          <Button kind="secondary" disabled={fetcher.state !== 'idle'}>{t(certificate ? 'certificate.again' : 'certificate.set')}</Button>
        </fetcher.Form>
        <p role="status" className="sr-only">{said}</p>
        <h3>{t('setUp.title')}</h3>
        <p>{t('certificate.setUp')}</p>
        {syslogSetUpOf(address, syslog.tls ?? TLS_PORT, 'TOKEN').map(({ name, text }) => (
          <details key={name} className="watch-setup"><summary>{name}</summary><CopyBlock text={text} label={t('copy.one')} doneLabel={t('copy.yes')} onResult={copied}><pre tabIndex={0} aria-label={name}>{text}</pre></CopyBlock></details>
        ))}
      </div>
    </Card>
  )
}
