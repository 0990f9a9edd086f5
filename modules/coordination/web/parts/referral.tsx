/** Names that were given to a body, in the order of the rule, with what the body needs to choose; and its choice. */
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Callout, keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { localOf } from '#ui/i18n/local-time.ts'
import { referralAnswers, type ReferralItem } from '../../contract.ts'
import { sayQualification, sayReady, useResponderWords } from '../responder-words.ts'
import { Ask } from './ask.tsx'

/** `named`: with the body, on a page of several. `writes`: may write down choice and answer. */
export function Referral({ one, named = false, writes }: { one: ReferralItem; named?: boolean; writes: boolean }) {
  const { r, f } = useResponderWords()
  const within = ([4, 24, 72, 168] as const).find((hours) => hours === one.withinHours)
  const title = [r(`trade.${one.trade}`), one.place].join(' · ')
  return (
    <Card title={named ? `${one.party.name} · ${title}` : title}>
      <div className="card-body">
        <p className="soft">{[within ? r(`refer.within.${within}`) : r('refer.within.other', { n: one.withinHours }), r(`language.${one.language}`), ...(one.caseRef ? [r('refer.case', { ref: one.caseRef })] : [])].join(' · ')}<br />{r('refer.asked', { name: one.askedBy, when: f.moment(one.askedAt) })}</p>
        {one.named.length === 0 ? <Callout tone="degraded" icon={<Icon name="info" />} title={r('refer.nobody')} /> : <ol className="coordination-list coordination-tree">{one.named.map((each) => <Name key={each.responder.id} one={each} />)}</ol>}
        {one.leftOut > 0 && (one.excluded === null ? <p className="soft">{r('refer.left', { n: one.leftOut })}</p> : (
          <details><summary>{r('refer.left', { n: one.leftOut })}</summary><ul className="bullets coordination-points">{one.excluded.map(({ responder, reasons }) => <li key={responder.id}>{responder.name}: {reasons.map((reason) => r(`why.${reason}`)).join('; ')}</li>)}</ul></details>
        ))}
        <Chosen one={one} writes={writes && one.named.length > 0} />
      </div>
    </Card>
  )
}

function Name({ one }: { one: ReferralItem['named'][number] }) {
  const { r, f } = useResponderWords()
  return (
    <li>
      <div>
        <p><strong>{one.responder.name}</strong></p>
        <p>{sayReady(r, { readyHours: one.readyHours, notUntil: null }, (iso) => f.moment(iso))}{one.hours && ` · ${one.hours}`}</p>
        {one.qualifications.length > 0 && <p>{one.qualifications.map((each) => `${sayQualification(r, each)}: ${r('qual.inForce', { date: f.date(each.until) })}`).join(' · ')}</p>}
        <p className="coordination-phones">
          {one.phone && <a href={telHref(one.phone)}>{keepNumbers(one.phone)}</a>}
          {one.email && <a href={`mailto:${one.email}`}>{one.email}</a>}
          {one.website && <a href={one.website}>{one.website.replace(/^https?:\/\//, '')}</a>}
        </p>
        {one.ties.map((tie) => <p key={tie}><Icon name="info" /> {r(`tie.${tie}`)}</p>)}
        <p className="soft">{r('refer.before', { shown: one.shownBefore, first: one.firstBefore })}</p>
      </div>
    </li>
  )
}

function Chosen({ one, writes }: { one: ReferralItem; writes: boolean }) {
  const { r, f, timeZone, now } = useResponderWords()
  const { chosen, answer } = one
  const name = chosen && one.named.find((each) => each.responder.id === chosen.responderId)?.responder.name
  return (
    <>
      {chosen && <p role="status">{name ? r('choice.made', { responder: name, name: chosen.by, when: f.moment(chosen.at) }) : r('choice.nobody', { name: chosen.by, when: f.moment(chosen.at) })}</p>}
      {answer && <p>{r('answer.made', { answer: r(`answer.${answer.answer}`), when: f.moment(answer.at) })}</p>}
      {writes && (
        <p className="coordination-acts">
          <Ask id={`choose-${one.id}`} label={r(chosen ? 'choice.change' : 'choice.write')} about={r(`trade.${one.trade}`)} title={r('choice.title')} intent="choose" hidden={{ id: one.id, version: one.version }} kind={chosen ? 'secondary' : 'primary'}>
            {() => <RadioGroup name="responderId" label={r('choice.label')} hint={r('refer.yours')} value={chosen ? chosen.responderId ?? 'none' : ''} required choices={[...one.named.map((each) => ({ value: each.responder.id, label: each.responder.name })), { value: 'none', label: r('choice.none') }]} />}
          </Ask>
          {name && (
            <Ask id={`answer-${one.id}`} label={r('answer.write')} about={name} title={r('answer.write')} intent="answer" hidden={{ id: one.id, version: one.version }}>
              {(errorOf) => (
                <>
                  <RadioGroup name="answer" label={r('answer.label')} value={answer?.answer ?? ''} required choices={referralAnswers.map((value) => ({ value, label: r(`answer.${value}`) }))} />
                  <TextField name="at" type="datetime-local" label={r('answer.at')} value={localOf(answer?.at ?? new Date(now).toISOString(), timeZone)} required {...errorOf('at')} />
                </>
              )}
            </Ask>
          )}
        </p>
      )}
    </>
  )
}

/** The rule in six lines: what decides is nowhere hidden. */
export function Rule() {
  const { r } = useResponderWords()
  return <Card title={r('rule.title')}><div className="card-body"><ul className="bullets coordination-points">{(['1', '2', '3', '4', '5', '6'] as const).map((n) => <li key={n}>{r(`rule.${n}`)}</li>)}</ul><p><a href="/responders">{r('refer.rule')}</a></p></div></Card>
}
