import { Fragment } from 'react'
import { MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { filterQuery, observatoryPaths, type CaseCard, type CasesView, type CaseView } from '#modules/observatory/contract-public.ts'
import { observatoryWords, sayCode, sayFilter, type Words } from './words.ts'

export function CasesPage({ view, pen }: { view: CasesView; pen: Pen }) {
  const o = observatoryWords(pen.page.lang)
  const { filter, paging } = view
  const to = (year: string | null) => pen.href(observatoryPaths.cases) + filterQuery(year ? { by: 'year', code: year } : null)
  return (
    <Frame pen={pen} title={o('cases.title')} description={o('cases.lead')} section="observatory" path={[{ label: o('short'), href: pen.href(observatoryPaths.home) }, { label: o('cases.title') }]}>
      <div className="lead"><h1>{o('cases.title')}</h1><p>{o('cases.lead')}</p></div>
      <nav className="filters" aria-label={o('filter')}>
        <a href={to(null)} aria-current={filter === null || undefined}>{o('filter.all')}</a>
        {view.years.toReversed().slice(0, 8).map((year) => <a key={year} href={to(year)} aria-current={(filter?.by === 'year' && filter.code === year) || undefined}>{year}</a>)}
        {filter && filter.by !== 'year' && <strong>{sayFilter(o, filter)}</strong>}
      </nav>
      {view.items.length === 0 ? <p className="soft">{o('cases.none')}</p> : <CaseCards items={view.items} pen={pen} o={o} level="h2" />}
      <Pagination label={o('cases.pages')} page={paging.page} pages={paging.pages} hrefOf={(page) => pen.href(observatoryPaths.cases) + filterQuery(filter, page)} words={{ previous: o('cases.previous'), next: o('cases.next'), page: o('cases.page') }} />
      <p className="soft">{o('cases.feeds')}: <a href={pen.href(observatoryPaths.atom)}>Atom</a> · <a href={pen.href(observatoryPaths.json)}>JSON Feed</a></p>
    </Frame>
  )
}

export function CaseCards({ items, pen, o, level: Head }: { items: readonly CaseCard[]; pen: Pen; o: Words; level: 'h2' | 'h3' }) {
  return (
    <ul className="cards">
      {items.map((one) => (
        <li key={one.ref} className="notice-card">
          <div className="notice-card-head"><span className="kind">{one.ref}</span><span>{sayPart(pen, one.started)}</span></div>
          <Head><a href={pen.href(observatoryPaths.case(one.ref))}>{titleOf(one, o)}</a></Head>
          <p>{one.summary}</p>
          <div className="notice-card-foot">{[sayCode(o, 'kind', one.kind), one.province].filter(Boolean).join(' · ')}</div>
        </li>
      ))}
    </ul>
  )
}

/** Where nobody wrote one, the codes make the title. */
const titleOf = (one: CaseCard, o: Words): string => one.title || o('case.title', { what: sayCode(o, 'action', one.action ?? 'unknown'), whom: sayCode(o, 'kind', one.kind).toLowerCase() })

/** `2023`, `2023-12` or a day: as much as is known, and no more. */
function sayPart(pen: Pen, started: string | null): string {
  if (started === null || started.length === 4) return started ?? ''
  if (started.length === 7) return new Intl.DateTimeFormat(pen.page.lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${started}-15T00:00:00Z`))
  return pen.f.date(`${started}T12:00:00Z`)
}

export function CasePage({ view, pen }: { view: CaseView; pen: Pen }) {
  const o = observatoryWords(pen.page.lang)
  const title = titleOf(view, o)
  const answer = (value: string | null) => (value === 'yes' ? o('yes') : value === 'no' ? o('no') : value === 'potentially' ? o('potentially') : o('unknownWord'))
  const long = view.days !== null ? o.n('days', Math.max(1, Math.round(view.days))) : view.stillDown ? o('case.down') : o('case.notTold')
  const facts = [
    { term: o('case.when'), value: [sayPart(pen, view.started), view.occasion === 'unknown' ? '' : sayCode(o, 'occasion', view.occasion).toLowerCase()].filter(Boolean).join(', ') },
    { term: o('case.what'), value: [...new Set(view.actions.length > 0 ? view.actions : [view.action ?? 'unknown'])].map((code) => sayCode(o, 'action', code)).join(', ') },
    { term: o('case.who'), value: sayCode(o, 'kind', view.kind) },
    ...(view.sector ? [{ term: o('case.sector'), value: sayCode(o, 'sector', view.sector) }] : []),
    ...(view.province ? [{ term: o('case.where'), value: view.province }] : []),
    { term: o('case.long'), value: long },
    ...(view.victims > 1 ? [{ term: o('case.victims'), value: pen.f.number(view.victims) }] : []),
    ...(view.people !== null ? [{ term: o('case.people'), value: pen.f.number(view.people) }] : []),
    { term: o('case.disclosed'), value: answer(view.disclosed) },
    { term: o('case.extortion'), value: answer(view.extortion) },
  ]
  // For who studies attacks: everybody else has read the same above, in words.
  const codes = [...(view.rsit ? [`${o('case.rsit')}: ${view.rsit}`] : []), ...(view.techniques.length > 0 ? [`${o('case.techniques')}: ${view.techniques.join('; ')}`] : [])]
  return (
    <Frame pen={pen} title={`${view.ref} · ${title}`} description={view.summary || o('cases.lead')} section="observatory" path={[{ label: o('short'), href: pen.href(observatoryPaths.home) }, { label: o('cases.title'), href: pen.href(observatoryPaths.cases) }, { label: view.ref }]}>
      <div className="lead"><p className="soft">{view.ref}</p><h1>{title}</h1></div>
      {view.paragraphs.length > 0 && <div className="prose"><Paragraphs texts={view.paragraphs} /></div>}
      <section className="block" aria-labelledby="facts"><div className="section-head"><h2 id="facts">{o('case.facts')}</h2></div><MetaList items={facts} /></section>
      {view.named.length > 0 && <section className="block" aria-labelledby="named"><div className="section-head"><h2 id="named">{o('case.named')}</h2></div><ul className="bullets">{view.named.map((one) => <li key={one.name}>{one.href ? <a href={one.href} rel="nofollow">{one.name}</a> : one.name}</li>)}</ul></section>}
      {view.sources.length > 0 && <section className="block" aria-labelledby="sources"><div className="section-head"><h2 id="sources">{o('case.sources')}</h2></div><ul className="bullets">{view.sources.map((one, i) => <li key={i}>{one.href ? <a href={one.href} rel="nofollow">{one.title}</a> : one.title}{one.publisher && `, ${one.publisher}`}</li>)}</ul></section>}
      <p className="last">{o('case.edition', { n: view.edition, when: pen.f.date(view.updatedAt) })} · <a href={view.stix}>{o('case.stix')}</a>{codes.map((text) => <Fragment key={text}><br />{text}</Fragment>)}</p>
    </Frame>
  )
}
