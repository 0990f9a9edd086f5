/** Two people at one notice: what each changed is kept field by field; a field both changed keeps what is on the screen. */
import { textFields, type NoticeContent } from '../../contract.ts'

const langs = ['it', 'fr', 'en'] as const
const parts = ['services', 'places', 'office', 'attachments', 'topics', 'nextUpdateAt', 'expiresAt', 'reviewed'] as const
export type Part = (typeof parts)[number]
/** A field by its path in the content: `texts.it.cause`, `services`. */
export type Path = `texts.${(typeof langs)[number]}.${(typeof textFields)[number]}` | Part
export type Merged = { readonly content: NoticeContent; readonly theirs: readonly Path[]; readonly both: readonly Path[] }

/** `base` is what both began from, `mine` the screen, `theirs` what is stored now. */
export function merge(base: NoticeContent, mine: NoticeContent, theirs: NoticeContent): Merged {
  const fromThem: Path[] = []
  const both: Path[] = []
  const pick = <T>(path: Path, was: T, here: T, there: T): T => {
    if (same(there, was) || same(there, here)) return here
    if (same(here, was)) { fromThem.push(path); return there }
    both.push(path)
    return here
  }
  const texts = Object.fromEntries(langs.map((lang) => [lang, Object.fromEntries(textFields.map((field) =>
    [field, pick(`texts.${lang}.${field}`, base.texts[lang][field], mine.texts[lang][field], theirs.texts[lang][field])]))])) as unknown as NoticeContent['texts']
  const rest = Object.fromEntries(parts.map((part) => [part, part === 'reviewed' ? pickReviewed() : pick<unknown>(part, base[part], mine[part], theirs[part])])) as Pick<NoticeContent, Part>
  return { content: { ...theirs, texts, ...rest }, theirs: fromThem, both }

  // A language re-read here or there is not a disagreement, and the server decides it again at each save.
  function pickReviewed() { return same(mine.reviewed, base.reviewed) ? theirs.reviewed : mine.reviewed }
}

/** Paths that differ between what was loaded and what is on the screen. */
export function changedIn(base: NoticeContent, mine: NoticeContent): Path[] {
  return [
    ...langs.flatMap((lang) => textFields.flatMap((field): Path[] => (same(base.texts[lang][field], mine.texts[lang][field]) ? [] : [`texts.${lang}.${field}`]))),
    ...parts.filter((part) => !same(base[part], mine[part])),
  ]
}

/** As it is sent: lines without the blanks around them, no empty paragraph, no empty row. */
export function clean(content: NoticeContent): NoticeContent {
  const lines = (texts: readonly string[]) => texts.map((one) => one.trim()).filter(Boolean)
  const texts = Object.fromEntries(langs.map((lang) => [lang, Object.fromEntries(textFields.map((field) => {
    const text = content.texts[lang][field]
    return [field, typeof text === 'string' ? text.trim() : lines(text)]
  }))])) as unknown as NoticeContent['texts']
  const { href, ...office } = content.office
  return {
    ...content, texts,
    services: content.services.map((one) => ({ ...one, name: one.name.trim() })),
    places: content.places.map((one) => ({ name: one.name.trim(), lines: lines(one.lines) })).filter((one) => one.name !== '' || one.lines.length > 0),
    office: { name: office.name.trim(), lines: lines(office.lines), ...(href?.trim() ? { href: href.trim() } : {}) },
    attachments: content.attachments.filter((one) => `${one.name}${one.href}${one.kind}${one.size}`.trim() !== ''),
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
