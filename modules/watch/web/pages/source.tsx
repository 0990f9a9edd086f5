/** One source: may it send, what is missing, its record, its token, how to set it up, what came. */
import { useState } from 'react'
import { Form, Link, useActionData, useFetcher, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button, Callout, EmptyState } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { RETENTION_DAYS } from '../../contract.ts'
import type { Outcome, Source, sourceLoader } from '../data.ts'
import { Ask, HiddenFields, Press } from '../parts/ask.tsx'
import { Certificate } from '../parts/certificate.tsx'
import { Days } from '../parts/days.tsx'
import { Files } from '../parts/files.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { setUpOf } from '../parts/set-up.ts'
import { Upload } from '../parts/upload.tsx'
import { sayRefused, useWords } from '../words.ts'

export function SourcePage() {
  const { t, f } = useWords()
  const source = useLoaderData<typeof sourceLoader>()
  const coordinator = useRoles().includes('coordinator')
  return (
    <OnePage tab="sources" title={source.label} lead={t('source.lead', { body: source.party.name, kind: t(`kind.${source.kind}`), shows: f.list(source.shows.map((what) => t(`shows.${what}`))) })}>
      {source.open
        ? <Callout tone="calm" icon={<Icon name="tick" />} title={t('source.open')}><p>{source.lastAt ? t('source.last', { when: f.moment(source.lastAt) }) : t('source.waits')}</p></Callout>
        : <Callout icon={<Icon name="info" />} title={t('source.shut')}><ul className="bullets">{source.lacks.map((one) => <li key={one}>{t(`lack.${one}`)}</li>)}</ul></Callout>}
      <p><Link to={`/console/watch/bodies/${source.party.id}`}>{t('body.open')}</Link></p>
      {coordinator && <div className="watch-acts"><Press id="switch" label={t(source.active ? 'source.pause' : 'source.resume')} intent="switch" hidden={{ active: source.active ? 'no' : 'yes' }} />{!source.active && <Ask id="end-kept" label={t('kept.end')} act={t('kept.end')} intent="end-kept"><p>{t('kept.endLead')}</p><TextField name="reason" label={t('kept.reason')} hint={t('kept.reasonHint')} required /></Ask>}</div>}
      <Record source={source} may={coordinator} />
      {source.files && <Files files={source.files} />}
      {coordinator && <Ways source={source} />}
      <Card title={t('days.title')}>{source.days.length === 0 ? <div className="card-body"><EmptyState title={t('days.none')}>{t('days.noneLead')}</EmptyState></div> : <Days days={source.days} />}</Card>
    </OnePage>
  )
}

/** What its kind says stands open; whatever else it could use is folded. */
function Ways({ source }: { source: Source }) {
  const { t } = useWords()
  const ways = { elasticsearch: <Token source={source} key="token" />, syslog: <Certificate source={source} key="certificate" />, upload: <Upload source={source} key="upload" /> }
  const first = ways[source.kind === 'folder' ? 'upload' : source.kind]
  const others = Object.values(ways).filter((one) => one !== first)
  return (
    <>
      {source.kind === 'folder' ? null : first}
      <details className="watch-setup"><summary>{t('source.more')}</summary>{source.kind === 'folder' ? [...others, first] : others}</details>
    </>
  )
}

const KEYS: readonly string[] = ['token', 'certificate', 'paused']
/** Complete it is one line, which opens. */
function Record({ source, may }: { source: Source; may: boolean }) {
  const { t, f } = useWords()
  const { record } = source
  const form = <RecordForm source={source} may={may} />
  if (source.lacks.some((one) => !KEYS.includes(one)) || record.contractOn === null || record.retentionDays === null || record.labour === '') return <Card title={t('record.title')}>{form}</Card>
  return (
    <Card title={t('record.title')}>
      <div className="card-body"><details className="watch-setup"><summary>{t('record.short', { ref: record.contractRef, date: f.date(record.contractOn), n: record.retentionDays, labour: t(`labour.${record.labour}`) })}</summary>{form}</details></div>
    </Card>
  )
}

function RecordForm({ source: { record, country, version, shows }, may }: { source: Source; may: boolean }) {
  const { t } = useWords()
  const outcome = useActionData() as Outcome | undefined
  const busy = useNavigation().state !== 'idle'
  const steps = [...(shows.includes('workstations') ? [] : ['unseen' as const]), ...(country === 'FR' ? ['consultation' as const] : ['agreement' as const, 'authorisation' as const])]
  const optional = t('record.where')
  return (
    <Form method="post" className="card-body watch-form" key={version}>
      <p>{t('record.lead')}</p>
      <fieldset className="watch-plain" disabled={!may}>
        <legend className="sr-only">{t('record.title')}</legend>
        <HiddenFields intent="record" hidden={{ version }} />
        <h3>{t('record.contract')}</h3>
        <TextField name="contractOn" type="date" label={t('record.contractOn')} value={record.contractOn ?? ''} />
        <TextField name="contractRef" label={t('record.contractRef')} hint={t('record.contractHint')} value={record.contractRef} />
        <h3>{t('record.impact')}</h3>
        <RadioGroup name="impact" label={t('record.impactAsk')} value={record.impact} choices={(['done', 'not_needed'] as const).map((value) => ({ value, label: t(`impact.${value}`) }))} />
        <TextField name="impactOn" type="date" label={t('record.impactOn')} optional={optional} value={record.impactOn ?? ''} />
        <TextField name="impactWhy" label={t('record.impactWhy')} optional={optional} lines={2} value={record.impactWhy} />
        <h3>{t('record.labour')}</h3>
        <RadioGroup name="labour" label={t(country === 'FR' ? 'record.labourFr' : 'record.labourIt')} value={record.labour} choices={steps.map((value) => ({ value, label: t(`labour.${value}`) }))} />
        <TextField name="labourOn" type="date" label={t('record.labourOn')} optional={optional} value={record.labourOn ?? ''} />
        <TextField name="labourRef" label={t('record.labourRef')} hint={t('record.labourHint')} lines={2} value={record.labourRef} />
        <h3>{t('record.keep')}</h3>
        <TextField name="retentionDays" label={t('record.days')} hint={t('record.daysHint', RETENTION_DAYS)} inputMode="numeric" value={record.retentionDays === null ? '' : String(record.retentionDays)} />
      </fieldset>
      {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
      {may ? <Button disabled={busy}>{t('record.save')}</Button> : <p className="soft">{t('record.coordinators')}</p>}
    </Form>
  )
}

/** The token stands in one answer and nowhere else. */
function Token({ source }: { source: Source }) {
  const { t, f } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'token' })
  const [said, setSaid] = useState('')
  const token = fetcher.data?.done ? fetcher.data.data.token : undefined
  const copied = (what: 'copied' | 'selected') => setSaid(t(what === 'copied' ? 'copy.done' : 'copy.marked'))
  return (
    <Card title={t('token.title')}>
      <div className="card-body">
        <p>{source.tokenMadeAt ? t('token.made', { when: f.moment(source.tokenMadeAt) }) : t('token.none')}</p>
        <div className="watch-acts">
          <fetcher.Form method="post"><HiddenFields intent="token" /><Button kind="secondary" disabled={fetcher.state !== 'idle'}>{t(source.tokenMadeAt ? 'token.again' : 'token.make')}</Button></fetcher.Form>
          {source.tokenMadeAt && <Press id="end-token" label={t('token.end')} intent="end-token" />}
        </div>
        {token && <Callout icon={<Icon name="lock" />} title={t('token.once')}><CopyBlock text={token} label={t('copy.one')} doneLabel={t('copy.yes')} onResult={copied} /></Callout>}
        <p role="status" className="sr-only">{said}</p>
        <h3>{t('setUp.title')}</h3>
        <p>{t('setUp.lead')}</p>
        {setUpOf(source.address, token ?? 'TOKEN').map(({ name, text }) => (
          <details key={name} className="watch-setup"><summary>{name}</summary><CopyBlock text={text} label={t('copy.one')} doneLabel={t('copy.yes')} onResult={copied}><pre tabIndex={0} aria-label={name}>{text}</pre></CopyBlock></details>
        ))}
      </div>
    </Card>
  )
}
