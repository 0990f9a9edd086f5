import { CheckGroup, ErrorSummary, RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button, ButtonLink, Callout, keepNumbers, MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { publicPaths, type ReplyClosedView, type ReplyDoneView, type ReplyField, type ReplyView } from '#modules/notices/contract-public.ts'
import { callLines } from './call.ts'
import { Frame } from './frame.tsx'
import type { Pen } from './words.ts'

/** One question for a body. Works without an account, a manual or a script; nothing already written is lost by an error. */
export function ReplyPage({ view, pen }: { view: ReplyView; pen: Pen }) {
  const { t, f, href } = pen
  const title = t('reply.title', { name: view.partyName })
  return (
    <Frame pen={pen} title={title} description={t('reply.lead')} hidden path={[{ label: title }]}>
      <div className="lead">
        <ErrorSummary title={t('reply.errors')} kept={t('reply.kept')} errors={view.errors.map((e) => ({ field: e.field, text: t(`error.${e.code}`) }))} />
        <h1>{title}</h1>
        <p>{t('reply.lead')} {view.answerBy && <strong>{t('reply.by', { when: f.moment(view.answerBy) })}</strong>}</p>
      </div>
      <div className="two two-uneven asked">
        <Asker view={view} pen={pen} />
        <form method="post" action={href(publicPaths.reply(view.token))} noValidate>
          <Questions view={view} pen={pen} />
          <p>{t('reply.public')}</p>
          <p className="soft">{t('foot.authorities')}</p>
          <p className="actions">
            <Button>{t('reply.send')}</Button>
          </p>
        </form>
      </div>
    </Frame>
  )
}

function Asker({ view, pen: { t, f, page } }: { view: ReplyView; pen: Pen }) {
  return (
    <div className="panel">
      <h2>{t('reply.why')}</h2>
      <Paragraphs texts={view.why} />
      {(view.providerName || view.since) && (
        <MetaList
          items={[
            ...(view.providerName ? [{ term: t('reply.provider'), value: view.providerName }] : []),
            ...(view.since ? [{ term: t('reply.since'), value: <TimeText at={view.since} formats={f} /> }] : []),
          ]}
        />
      )}
      <h2>{t('reply.who')}</h2>
      <p>{keepNumbers(t('reply.whoText', { centre: page.centre.name, phone: page.centre.emergency.phone }))}</p>
    </div>
  )
}

function Questions({ view, pen: { t, page } }: { view: ReplyView; pen: Pen }) {
  const { values } = view
  const error = (field: ReplyField): string | undefined => {
    const found = view.errors.find((e) => e.field === field)
    return found && t(`error.${found.code}`)
  }
  const optional = t('reply.optional')
  return (
    <>
      <RadioGroup
        name="hit"
        legendSize="large"
        label={t('reply.hit')}
        error={error('hit')}
        value={values.hit}
        required
        choices={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`reply.hit.${value}`), hint: t(`reply.hit.${value}Hint`) }))}
      />
      <div className="if-hit">
        {view.services.length > 0 && (
          <CheckGroup
            name="services"
            label={t('reply.services')}
            hint={t('reply.servicesHint')}
            error={error('services')}
            optional={optional}
            values={values.services ?? []}
            choices={view.services.map((s) => ({ value: s.id, label: s.name }))}
          />
        )}
        <TextField name="knownAt" type="datetime-local" label={t('reply.known')} hint={t('reply.knownHint', { zone: city(page) })} optional={optional} error={error('knownAt')} value={values.knownAt} />
        <RadioGroup
          name="personalData"
          label={t('reply.data')}
          hint={t('reply.dataHint')}
          optional={optional}
          error={error('personalData')}
          value={values.personalData}
          choices={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`reply.data.${value}`) }))}
        />
      </div>
      <h2>{t('reply.contact')}</h2>
      <p className="field-hint">{t('reply.contactHint')}</p>
      <TextField name="contactName" label={t('reply.name')} optional={optional} autoComplete="name" error={error('contactName')} value={values.contactName} />
      <TextField name="contactPhone" type="tel" inputMode="tel" label={t('reply.phone')} optional={optional} autoComplete="tel" error={error('contactPhone')} value={values.contactPhone} />
      <TextField name="contactEmail" type="email" inputMode="email" label={t('reply.email')} optional={optional} autoComplete="email" error={error('contactEmail')} value={values.contactEmail} />
      <TextField name="note" label={t('reply.note')} optional={optional} lines={4} error={error('note')} value={values.note} />
    </>
  )
}

// "Europe/Rome" is for machines; people know the city.
function city({ lang, timeZone }: Pen['page']): string {
  const name = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
  return lang === 'it' ? (italianCities[name] ?? name) : name
}

const italianCities: Readonly<Record<string, string>> = { Rome: 'Roma', Paris: 'Parigi' }

export function ReplyDonePage({ view, pen }: { view: ReplyDoneView; pen: Pen }) {
  const { t, f, href } = pen
  const steps = view.hit === 'yes'
    ? (['done.next.yes.1', 'done.next.yes.2', 'done.next.yes.3'] as const)
    : view.hit === 'no' ? (['done.next.no.1'] as const) : (['done.next.unknown.1', 'done.next.unknown.2'] as const)
  return (
    <Frame pen={pen} title={t('done.title')} description={t('done.title')} hidden path={[{ label: t('done.title') }]}>
      <div className="narrow">
        <h1>{t('done.title')}</h1>
        <p>{t('done.lead', { name: view.partyName, when: f.longMoment(view.receivedAt) })}</p>
        <h2>{t('done.reference')}</h2>
        <p className="reference">{view.reference}</p>
        <h2>{t('done.yours')}</h2>
        <MetaList
          items={[
            { term: t('reply.hit'), value: t(`done.${view.hit}`) },
            ...(view.knownAt ? [{ term: t('reply.known'), value: <TimeText at={view.knownAt} formats={f} /> }] : []),
            ...(view.personalData ? [{ term: t('reply.data'), value: t(`reply.data.${view.personalData}`) }] : []),
          ]}
        />
        <h2>{t('done.next')}</h2>
        <ol className="numbered">
          {steps.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ol>
        <Callout tone="degraded" icon={<Icon name="info" />} title={t('done.notInstead')}>
          <p>{t('done.notInsteadText')}</p>
        </Callout>
        {view.canChange && (
          <p className="actions">
            <ButtonLink kind="secondary" href={href(publicPaths.reply(view.token))}>{t('done.change')}</ButtonLink>
          </p>
        )}
      </div>
    </Frame>
  )
}

export function ReplyClosedPage({ view, pen }: { view: ReplyClosedView; pen: Pen }) {
  const { t, page } = pen
  const title = t(`closed.${view.reason}`)
  return (
    <Frame pen={pen} title={title} description={title} hidden path={[{ label: title }]}>
      <div className="narrow">
        <h1>{title}</h1>
        <p>{t(`closed.${view.reason}Text`)}</p>
        <p className="reference"><a href={telHref(page.centre.emergency.phone)}>{page.centre.emergency.phone}</a></p>
        {callLines(pen).map((line) => <p key={line}>{line}</p>)}
      </div>
    </Frame>
  )
}
