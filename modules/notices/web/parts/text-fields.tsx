import { Link, useLocation, useSearchParams } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import type { NoticeContent, TextField } from '../../contract.ts'
import { Notes, Text } from './fields.tsx'
import { idOf, type NotesOf } from './notes.ts'
import type { Change } from './use-draft.ts'
import { useWords } from './words.ts'

const langs = ['it', 'fr', 'en'] as const
type NoticeLang = (typeof langs)[number]
const sizes: Readonly<Record<TextField, { most?: number; lines?: number }>> = {
  title: { most: 160 }, summary: { most: 254, lines: 3 }, cause: { lines: 4 }, stillWorks: { lines: 4 }, citizenDeadlines: { lines: 3 }, personalData: { lines: 3 }, falseMessages: { lines: 3 },
}

/** Which language is open: in the address, else the one the office writes in. */
export function useOpenLang(content: NoticeContent): NoticeLang {
  const [search] = useSearchParams()
  return langs.find((one) => one === search.get('text')) ?? content.sourceLang
}

/** The parts of the Modello Comuni in one language, the three languages as tabs. */
export function TextFields({ content, change, notesOf, disabled }: { content: NoticeContent; change: Change; notesOf: NotesOf; disabled: boolean }) {
  const { t } = useWords()
  const open = useOpenLang(content)
  const isSource = open === content.sourceLang
  const source = content.texts[content.sourceLang]
  const { pathname, search } = useLocation()
  const hrefOf = (lang: NoticeLang): string => { const next = new URLSearchParams(search); next.set('text', lang); return `${pathname}?${next}` }
  const toRedo = (lang: NoticeLang) => content.behind[lang].length
  const put = (field: TextField, value: string | string[]) => change((now) => ({ ...now, texts: { ...now.texts, [open]: { ...now.texts[open], [field]: value } } }))
  return (
    <>
      <TabLinks label={t('texts.tabs')} tabs={langs.map((lang) => ({
        href: hrefOf(lang), label: `${t(`lang.${lang}`)}${lang === content.sourceLang ? ` · ${t('texts.source')}` : ''}`, current: lang === open,
        ...(toRedo(lang) > 0 ? { count: t.n('texts.behindCount', toRedo(lang)) } : {}),
      }))} render={({ href, className, children, current }) => <Link to={href} className={className} preventScrollReset replace aria-current={current ? 'page' : undefined}>{children}</Link>} />
      <div className="card-body notice-form" id={idOf(`texts.${open}`)} tabIndex={-1}>
        <p className="soft">{t(isSource ? 'texts.leadSource' : 'texts.leadTranslation', { lang: t(`lang.${content.sourceLang}`) })}</p>
        <Notes id={`of-${open}`} notes={notesOf(`texts.${open}`)} />
        {(Object.keys(sizes) as TextField[]).map((field) => {
          const path = `texts.${open}.${field}`
          const value = content.texts[open][field]
          const isBehind = !isSource && content.behind[open].includes(field)
          const shared = { id: idOf(path), label: t(`field.${field}`), hint: t(`hint.${field}`), notes: [...notesOf(path), ...(isBehind ? [{ level: 'look' as const, text: t('texts.moved', { lang: t(`lang.${content.sourceLang}`) }) }] : [])], disabled, ...sizes[field] }
          return (
            <div key={path}>
              {typeof value === 'string'
                ? <Text {...shared} value={value} onChange={(text) => put(field, text)} />
                : <Text {...shared} value={value.join('\n')} onChange={(text) => put(field, text === '' ? [] : text.split('\n'))} />}
              {!isSource && <Source lang={content.sourceLang} value={source[field]} open={isBehind} />}
            </div>
          )
        })}
        {!isSource && (
          <label className="check-line">
            <input type="checkbox" disabled={disabled} checked={content.reviewed.includes(open)} onChange={(event) => { const on = event.target.checked; change((now) => ({ ...now, reviewed: on ? [...now.reviewed, open] : now.reviewed.filter((lang) => lang !== open) })) }} />
            {t('texts.reviewed', { lang: t(`lang.${open}`) })}
          </label>
        )}
      </div>
    </>
  )
}

function Source({ lang, value, open }: { lang: NoticeLang; value: string | readonly string[]; open: boolean }) {
  const { t } = useWords()
  const lines = typeof value === 'string' ? [value] : value
  if (lines.length === 0) return null
  return (
    <details className="source-text" open={open} key={String(open)}>
      <summary>{t('texts.see', { lang: t(`lang.${lang}`) })}</summary>
      <div lang={lang}>{lines.map((line, i) => <p key={i}>{line}</p>)}</div>
    </details>
  )
}
