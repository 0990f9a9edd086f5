import { useEffect, type ReactNode } from 'react'
import { Link, useFetcher } from 'react-router'
import { telHref } from '#ui/components/site.tsx'
import { TlpBadge } from '#ui/components/console-marks.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Preview } from '../loaders.ts'
import { inLang, level, sayRole, useSession, useWords } from '../words.ts'
import { AnswerForm } from './answerForm.tsx'
import { Ways } from './ways.tsx'
import { Answered, Facts, Inferred, Observed, Sureness, When } from './states.tsx'

/** One body's case beside a list: what is known, whom to call, what to say, and its answer, without leaving the list. */
export function CasePreview({ caseId, level: Heading = 'h2', onAnswered }: { caseId: string; level?: 'h2' | 'h3'; onAnswered?: () => void }) {
  const t = useWords()
  const { load, data } = useFetcher<Preview>({ key: 'preview' })
  useEffect(() => { void load(`/console/queue/preview/${caseId}`) }, [load, caseId])
  if (!data || data.one.id !== caseId) return <p className="pane-wait" role="status">{t('loading')}</p>
  const { one, ways, contacts } = data
  const sub = Heading === 'h2' ? 'h3' : 'h4'
  return (
    <article className="preview" aria-labelledby="preview-title" key={one.id}>
      <p className="preview-ref"><span className="mono">{one.ref}</span> <TlpBadge level={level(one.tlp)} /></p>
      <Heading id="preview-title" className="preview-title"><Link to={`/console/cases/${one.id}`}>{one.partyName}</Link></Heading>
      {one.kind === 'tied' && <p className="preview-line"><Inferred inferred={one.inferred} /> <Sureness confidence={one.confidence} /> <Answered one={one} /></p>}
      {one.kind === 'tied' && one.may.answer && (
        <>
          <Script one={one} contacts={contacts} heading={sub} />
          <AnswerPart one={one} heading={sub} {...(onAnswered ? { onAnswered } : {})} />
        </>
      )}
      <section className="record-part"><HeadingOf level={sub}>{t('preview.known')}</HeadingOf><KnownFacts one={one} /></section>
      {one.kind === 'tied' && ways && <Ways caseId={one.id} ways={ways} heading={sub} mayAsk={one.may.answer && (one.answeredAt === null || one.answer === 'unknown')} />}
    </article>
  )
}

type One = Preview['one']

const HeadingOf = ({ level: Level, children }: { level: 'h3' | 'h4'; children: ReactNode }) => <Level>{children}</Level>

function KnownFacts({ one }: { one: One }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <Facts
      items={[
        [t('fact.case'), one.main ? <Link to={`/console/cases/${one.main.id}`}>{one.main.title}</Link> : one.title],
        one.expectedAt !== null && [t('fact.stops'), <When key="t" at={one.expectedAt} />],
        one.answeredAt !== null && [t('fact.body'), <>{one.answeredBy} · {f.moment(one.answeredAt)}</>],
        [t('fact.observed'), <Observed key="o" observed={one.observed} />],
        one.peopleServed > 0 && [t('fact.people'), t.n('people', one.peopleServed)],
        one.services.length > 0 && [t('fact.services'), f.list([...one.services.slice(0, 4).map((service) => service.name), ...(one.services.length > 4 ? [t.n('others', one.services.length - 4)] : [])])],
        one.answerNote !== '' && [t('fact.note'), one.answerNote],
      ]}
    />
  )
}

type Contacts = Preview['contacts']

/** What to say on the phone, in the language of whoever reads it, with the numbers to call. */
export function Script({ one, contacts, heading: Heading }: { one: One; contacts: Contacts; heading: 'h3' | 'h4' }) {
  const t = useWords()
  const { f, lang } = useLook()
  const { centre } = useSession()
  const provider = one.main?.providerName ?? one.providerName
  const services = one.services.length > 0 ? f.list(one.services.slice(0, 3).map((service) => service.name)) : t('script.noServices')
  const phones = contacts.filter((contact) => contact.phone !== '')
  return (
    <section className="script">
      <Heading>{t('script.title')}</Heading>
      {phones.length === 0 ? <p className="soft">{t('script.noPhone')}</p> : (
        <ul className="phones">
          {phones.map((contact) => (
            <li key={`${contact.role} ${contact.phone}`}>
              <Icon name="phone" /> <a href={telHref(contact.phone)}>{contact.phone}</a> <span className="soft">{contact.name || sayRole(lang, contact.role)}</span>
            </li>
          ))}
        </ul>
      )}
      <ol>
        <li>{t('script.hello', { centre: inLang(centre.name, lang), ref: one.ref, provider, at: f.moment(one.occurredAt) })}</li>
        <li>{t('script.ask', { body: one.partyName, services })}</li>
        <li>{t('script.then', { provider })}</li>
      </ol>
    </section>
  )
}

function AnswerPart({ one, heading: Heading, onAnswered }: { one: One; heading: 'h3' | 'h4'; onAnswered?: () => void }) {
  const t = useWords()
  return (
    <section className="record-part" id="record">
      <Heading>{one.answeredAt === null ? t('answerForm.title') : t('answerForm.correct')}</Heading>
      <AnswerForm key={one.id} to={`/console/cases/${one.id}`} byPhone services={one.services} given={one} {...(onAnswered ? { onDone: onAnswered } : {})} />
    </section>
  )
}
