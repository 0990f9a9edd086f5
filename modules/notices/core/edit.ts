/** What a save does to the translations: a field that moved on in the source leaves its translations behind. */
import { languages } from '#platform/contract/index.ts'
import { textFields, type NoticeContent } from '../contract.ts'

/** The content to store. `behind` and `reviewed` are decided here, whatever was sent. */
export function applyEdit(before: NoticeContent, sent: NoticeContent): NoticeContent {
  const source = sent.sourceLang
  const movedSource = source !== before.sourceLang
  const changed = (lang: 'it' | 'fr' | 'en', field: (typeof textFields)[number]) => JSON.stringify(before.texts[lang][field]) !== JSON.stringify(sent.texts[lang][field])
  const behind = { it: [], fr: [], en: [] } as { [L in 'it' | 'fr' | 'en']: (typeof textFields)[number][] }
  const reviewed: ('it' | 'fr' | 'en')[] = [source]
  for (const lang of languages) {
    if (lang === source) continue
    const newlyRead = sent.reviewed.includes(lang) && !before.reviewed.includes(lang)
    for (const field of textFields) {
      const wasBehind = !movedSource && before.behind[lang].includes(field)
      // Whoever marks a language as re-read has looked at every field of it.
      if (!newlyRead && !changed(lang, field) && (changed(source, field) || wasBehind)) behind[lang].push(field)
    }
    if (sent.reviewed.includes(lang) && behind[lang].length === 0) reviewed.push(lang)
  }
  return { ...sent, behind, reviewed }
}

/** The text of a language as a page shows it: where it lags, the source is truer than an old translation. */
export function shownText(content: NoticeContent, lang: 'it' | 'fr' | 'en'): { text: NoticeContent['texts']['it']; translated: boolean } {
  if (lang === content.sourceLang) return { text: content.texts[lang], translated: false }
  const text = { ...content.texts[lang] }
  for (const field of content.behind[lang]) Object.assign(text, { [field]: content.texts[content.sourceLang][field] })
  return { text, translated: !content.reviewed.includes(lang) }
}

/** All that is read of a notice, for its length and its difficulty. */
export const wholeText = (text: NoticeContent['texts']['it']): string =>
  [text.title, text.summary, ...text.cause, ...text.stillWorks, ...text.citizenDeadlines, ...text.personalData, ...text.falseMessages].join('\n')
