import { keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { publicPaths } from '#modules/notices/contract-public.ts'
import { coordinationPaths } from '#modules/coordination/contract-pages.ts'
import type { ListedResponder, RespondersView } from '#modules/coordination/contract-public.ts'
import { trades } from '#modules/coordination/contract-responders.ts'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { complaintWords } from '../complaint-words.ts'
import { responderWords, rules, sayQualification, type ResponderWords } from '../responder-words.ts'

const joining = ['1', '2', '3', '4'] as const

/** How names are given, how a firm gets on the list, and those who agreed to stand here. Filters are links: no script. */
export function RespondersPage({ view, pen }: { view: RespondersView; pen: Pen }) {
  const r = responderWords(pen.page.lang)
  const { href } = pen
  const to = (more: { trade?: string; place?: string }) => {
    const { trade, place } = { trade: view.trade, place: view.place, ...more }
    const query = new URLSearchParams([...(trade ? [['trade', trade]] : []), ...(place ? [['place', place]] : [])])
    return href(coordinationPaths.responders) + (query.size > 0 ? `?${query.toString()}` : '')
  }
  const Choice = ({ label, current, at }: { label: string; current: boolean; at: string }) => (current ? <strong>{label}</strong> : <a href={at}>{label}</a>)
  return (
    <Frame pen={pen} title={r('public.title')} description={r('public.lead')} path={[{ label: r('public.title') }]}>
      <div className="narrow">
        <h1>{r('public.title')}</h1>
        <p className="summary">{r('public.lead')}</p>
        <p><a href={href(publicPaths.emergency)}>{r('public.attack')}</a></p>
        <h2>{r('public.how')}</h2>
        <ul className="bullets">{rules.map((n) => <li key={n}>{r(`rule.${n}`)}</li>)}</ul>
        <p>{r('public.record')}</p>
        <h2>{r('public.listed')}</h2>
        <p>{r('public.order')}</p>
        <p>{r('public.trade')}{pen.page.lang === 'fr' ? '\u202f' : ''}: <Choice label={r('public.any')} current={view.trade === ''} at={to({ trade: '' })} />{trades.map((one) => <span key={one}> · <Choice label={r(`trade.${one}`)} current={view.trade === one} at={to({ trade: one })} /></span>)}</p>
        {view.places.length > 0 && <p>{r('public.place')}{pen.page.lang === 'fr' ? '\u202f' : ''}: <Choice label={r('public.anyPlace')} current={view.place === ''} at={to({ place: '' })} />{view.places.map((one) => <span key={one}> · <Choice label={one} current={view.place === one} at={to({ place: one })} /></span>)}</p>}
        {view.items.length === 0 ? <p>{r('public.none')}</p> : <ul className="contacts">{view.items.map((one) => <Listed key={one.name} one={one} r={r} pen={pen} />)}</ul>}
        <h2>{r('public.join')}</h2>
        <ul className="bullets">{joining.map((n) => <li key={n}>{r(`public.join.${n}`)}</li>)}</ul>
        {view.email && <p>{r('public.write')} <a href={`mailto:${view.email}`}>{view.email}</a></p>}
        <p><a href={href(coordinationPaths.complaint)}>{complaintWords(pen.page.lang)('title')}</a>{view.rfc2350 && <> · <a href={view.rfc2350}>RFC 2350</a></>}</p>
      </div>
    </Frame>
  )
}

function Listed({ one, r, pen }: { one: ListedResponder; r: ResponderWords; pen: Pen }) {
  return (
    <li>
      <strong>{one.name}</strong>
      <p>{one.trades.map((each) => r(`trade.${each}`)).join(', ')}<br />{one.everywhere ? r('public.everywhere') : one.places.join(', ')} · {one.languages.map((each) => r(`language.${each}`)).join(', ')}{one.hours && ` · ${one.hours}`}</p>
      {one.qualifications.length > 0 && <p>{one.qualifications.map((each) => `${sayQualification(r, each)}: ${r('qual.inForce', { date: pen.f.date(each.until) })}`).join(' · ')}</p>}
      <p>{one.phone && <a href={telHref(one.phone)}>{keepNumbers(one.phone)}</a>}{one.email && <> · <a href={`mailto:${one.email}`}>{one.email}</a></>}{one.website && <> · <a className="web" href={one.website}>{one.website.replace(/^https?:\/\//, '')}</a></>}</p>
    </li>
  )
}
