import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { RadioGroup } from '#ui/components/forms.tsx'
import { useLook } from '#ui/console/look.tsx'
import { toneOf } from '#ui/components/tones.ts'
import { Glyph } from '#ui/icons/icon.tsx'
import type { CaseData, CaseDetail } from '../loaders.ts'
import { catalogue, sayCategory, useWords, type Key, type Words } from '../words.ts'
import { ActForm } from './act.tsx'
import { AnswerForm, ServiceStates } from './answerForm.tsx'
import { Closing } from './closing.tsx'
import { Deadlines, Unread } from './deadlines.tsx'
import { Answered, Facts, Inferred, Observed, Sureness, When } from './states.tsx'

/** One body's case: what happened, its services with the reason, its answer, how it is now. The same for the body and the centre. */
export function TiedSituation({ one, to, owed, byPhone }: { one: CaseDetail; to: string; owed: CaseData['owed']; byPhone: boolean }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <div className="split split-even">
      <div className="case-stack">
        <Card title={t('tied.title')}>
          <div className="card-body">
            {byPhone && <p className="case-lead">{t('tied.what', { provider: one.main?.providerName ?? one.providerName, at: f.moment(one.occurredAt) })} {one.main && t(`tied.main.${one.main.observed}`)}</p>}
            <Facts
              items={[
                [t('fact.model'), <><Inferred inferred={one.inferred} /> <Sureness confidence={one.confidence} /></>],
                one.expectedAt !== null && [t('fact.stops'), <When key="w" at={one.expectedAt} />],
                [t('fact.body'), <><Answered one={one} /> {one.answeredAt && <span className="soft">{one.answeredBy} · {f.moment(one.answeredAt)}</span>}</>],
                one.answeredAt !== null && [t('fact.aware'), one.awareAt === null ? <span key="a" className="soft">{t('fact.awareNo')}</span> : <When key="a" at={one.awareAt} />],
                one.answeredAt !== null && [t('fact.personal'), t(`personal.${one.personalData}`)],
                [t('fact.observed'), <Observed key="o" observed={one.observed} />],
                one.peopleServed > 0 && [t('fact.people'), t.n('people', one.peopleServed)],
                one.answerNote !== '' && [t('fact.note'), one.answerNote],
              ]}
            />
          </div>
        </Card>
        <Services one={one} />
      </div>
      <div className="case-stack">
        {one.reopenedSafeAt && <Callout tone="restored" icon={<Glyph state="restored" />} title={t('case.safe')}><p>{t('safe.by', { by: one.gate.safeBy, at: f.moment(one.reopenedSafeAt) })} {one.gate.override !== '' && t('safe.reasons', { reasons: one.gate.override })}</p></Callout>}
        {one.may.answer && (
          <Card title={one.answeredAt === null ? t('answerForm.title') : t('answerForm.correct')}>
            <div className="card-body"><AnswerForm key={one.id} to={to} byPhone={byPhone} services={one.services} given={one} /></div>
          </Card>
        )}
        {one.may.answer && <ObserveCard one={one} to={to} />}
        <Card title={t('deadlines.title')} aside={byPhone ? <Link to={`${to}/obligations`}>{t('deadlines.all')}</Link> : undefined}><div className="card-body">{owed ? <Deadlines owed={owed} /> : <Unread />}</div></Card>
        {byPhone && <Closing one={one} to={to} />}
      </div>
    </div>
  )
}

/** How the services are now: said truthfully whatever the gate says. */
export function ObserveCard({ one, to }: { one: CaseDetail; to: string }) {
  const t = useWords()
  return (
    <Card title={t('observe.title')}>
      <div className="card-body">
        <p className="soft">{t('observe.lead')}</p>
        <ActForm to={to} intent="observe" className="case-form" done={t('observe.done')} key={one.id}>
          {({ busy }) => (
            <>
              <RadioGroup name="observed" label={t('fact.observed')} value={one.observed} required choices={(['down', 'degraded', 'working', 'unknown'] as const).map((value) => ({ value, label: t(`observed.${value}`) }))} />
              {one.services.length > 0 && <ServiceStates services={one.services} />}
              <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('observe.save')}</Button></div>
            </>
          )}
        </ActForm>
      </div>
    </Card>
  )
}

type Service = CaseDetail['services'][number]

function Services({ one }: { one: CaseDetail }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <Card title={t('services.title')} aside={<span>{t('services.note')}</span>}>
      <ul className="case-services">
        {one.services.map((service) => (
          <li key={service.serviceId}>
            <div>
              <h3>{service.name} {sayCategory(t.lang, service.category) !== service.name && <span className="soft">{sayCategory(t.lang, service.category)}</span>}</h3>
              <p className="soft">{sayPath(t, service, f.number)}</p>
              {service.dataClasses.length > 0 && (service.exposed || service.tampered) && <p className="soft">{t('services.data', { classes: f.list(service.dataClasses.map((name) => (`data.${name}` in catalogue.it ? t(`data.${name}` as Key) : name))) })}</p>}
            </div>
            <div className="service-state">
              {service.confirmed ? <Observed observed={service.confirmed} /> : <Inferred inferred={service.availability === 'down' ? 'hit' : service.availability === 'degraded' ? 'degraded' : service.exposed || service.tampered ? 'data_at_risk' : 'none'} />}
              {!service.confirmed && <Sureness confidence={service.confidence} />}
              <When at={service.at ?? service.degradedAt} />
              {service.exposed && <span className={`state-line ${toneOf['at-risk']}`}><Glyph state="at-risk" /> {t('services.exposed')}</span>}
              {service.tampered && <span className={`state-line ${toneOf['at-risk']}`}><Glyph state="at-risk" /> {t('services.tampered')}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** From the provider to this service, step by step. A body on the way that the reader may not see stays unnamed. */
function sayPath(t: Words, { path }: Service, number: (value: number) => string): string {
  if (path.length === 0) return t('path.none')
  const names = [path[0]!.onName ?? t('path.hidden'), ...path.map((step) => step.dependentName ?? t('path.hidden'))]
  const hours = path.reduce((sum, step) => sum + step.autonomyHours, 0)
  return `${names.join(' → ')}. ${hours > 0 ? t('path.autonomy', { hours: number(Math.round(hours * 10) / 10) }) : t('path.atOnce')}`
}
