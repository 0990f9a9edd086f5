import { Callout, keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { formats } from '#ui/i18n/formats.ts'
import type { Lang } from '#ui/i18n/lang.ts'
import type { ComplaintSheet } from '../../contract.ts'
import { complaintWords } from '../complaint-words.ts'

const late = ['1', '2', '3'] as const

/** The sheet, for the public page and for a case alike. Hours are those of the country whose police is asked. `Head` is h2 or h3. */
export function Sheet({ sheet, lang, now, Head = 'h2' }: { sheet: ComplaintSheet; lang: Lang; now: string; Head?: 'h2' | 'h3' }) {
  const c = complaintWords(lang)
  const f = formats(lang, now, sheet.timeZone)
  const when = (iso: string) => f.longMoment(iso)
  const { term } = sheet
  return (
    <>
      {term && (
        <Callout tone={term.exceeded ? 'hit' : 'degraded'} icon={<Icon name="clock" />} title={term.at === null ? c('term') : c(term.exceeded ? 'term.exceeded' : 'term.until', { when: when(term.at) })}>
          <p>{c('term.why')}</p>
          <p>{term.knownAt === null ? c('term.unknown') : c('term.hours', { when: when(term.knownAt) })}</p>
          {term.exceeded && <ol className="coordination-points">{late.map((n) => <li key={n}>{c(`term.late.${n}`)}</li>)}</ol>}
          <p>{c('source', { source: term.source })}</p>
        </Callout>
      )}
      <Head>{c('where')}</Head>
      <ul className="contacts">
        {sheet.where.map((one) => (
          <li key={one.name}>
            {one.href ? <a className="web" href={one.href}>{one.name}</a> : <strong>{one.name}</strong>}
            {one.phone && <> · <a href={telHref(one.phone)}>{one.phone}</a></>}
            <p>{one.what}</p>
          </li>
        ))}
      </ul>
      <Head>{c('law')}</Head>
      <ul className="bullets coordination-points">{sheet.notes.map((one) => <li key={one.text}>{one.text} ({c('source', { source: one.source })})</li>)}</ul>
      <Head>{c('bring')}</Head>
      <ul className="bullets coordination-points">{sheet.bring.map((one) => <li key={one}>{keepNumbers(one)}</li>)}</ul>
      <Head>{c('leave')}</Head>
      <ul className="bullets coordination-points">{sheet.leave.map((one) => <li key={one}>{one}</li>)}</ul>
      <Head>{c('draft')}</Head>
      <p>{c('draft.lead')}</p>
      <div lang={sheet.draft.lang} className="coordination-draft">
        <p><strong>{sheet.draft.title}</strong></p>
        {sheet.draft.paragraphs.map((one) => <p key={one}>{one}</p>)}
      </div>
      <Callout icon={<Icon name="info" />} title={c('notInstead')}><p>{c('notInsteadText')} {c('notAdvice')}</p></Callout>
    </>
  )
}
