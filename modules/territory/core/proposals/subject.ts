import { fold } from '../registry/regions.ts'
import type { DependencyKind } from '../registry/types.ts'
import { subjectByCpv, subjectByWords, type Subject } from './subjects.data.ts'
import type { Reason } from './types.ts'

export type Judged = { readonly subject: Subject; readonly confidence: number; readonly reasons: readonly Reason[] }

/** What a contract is about, by its CPV codes and its words; undefined when nothing says that a service runs on it. */
export function judgeSubject(cpvCodes: readonly string[], text: string): Judged | undefined {
  const code = cpvCodes.find((one) => subjectOfCpv(one) !== undefined)
  const byCpv = code === undefined ? undefined : subjectOfCpv(code)
  const words = wordsOf(text)
  // Words alone do not make a road works contract a software one when the CPV says otherwise.
  const byWords = cpvCodes.length > 0 && byCpv === undefined ? undefined : words
  if (byCpv === undefined && byWords === undefined) return undefined
  const reasons: Reason[] = []
  if (code !== undefined) reasons.push({ code: 'contract-cpv', params: { cpv: code, category: byCpv!.category } })
  if (byWords !== undefined)
    reasons.push({ code: 'contract-words', params: { words: byWords.words, category: byWords.subject.category } })
  // The words say which office, the CPV only which trade: the narrower one names the category.
  const subject =
    byWords !== undefined && (byCpv === undefined || byWords.subject.category !== 'software') ? byWords.subject : byCpv!
  const agree =
    byCpv !== undefined &&
    byWords !== undefined &&
    (byCpv.depKind === byWords.subject.depKind || byCpv.category === byWords.subject.category)
  return {
    subject,
    confidence: agree ? 0.8 : byCpv !== undefined && byWords !== undefined ? 0.7 : byWords !== undefined ? 0.6 : 0.55,
    reasons,
  }
}

/** Who holds the data may leak them; who only carries or keeps a copy of them cannot change them unseen. */
export function effectsOf(depKind: DependencyKind): {
  availability: 'hard' | 'degraded' | 'none'
  confidentiality: boolean
  integrity: boolean
} {
  if (depKind === 'hosting' || depKind === 'software')
    return { availability: 'hard', confidentiality: true, integrity: true }
  if (depKind === 'support') return { availability: 'none', confidentiality: true, integrity: true }
  if (depKind === 'data') return { availability: 'degraded', confidentiality: true, integrity: true }
  return {
    availability: depKind === 'identity' ? 'hard' : 'degraded',
    confidentiality: false,
    integrity: depKind === 'identity',
  }
}

function subjectOfCpv(code: string): Subject | undefined {
  const digits = code.replace(/\D/g, '').slice(0, 8)
  if (digits.length < 2) return undefined
  const found = subjectByCpv
    .filter(([prefix]) => digits.startsWith(prefix))
    .sort((a, b) => b[0].length - a[0].length)[0]
  return found?.[1]
}

function wordsOf(text: string): { subject: Subject; words: string } | undefined {
  const folded = fold(text.slice(0, 2000))
  for (const [pattern, subject] of subjectByWords) {
    const match = pattern.exec(folded)
    if (match !== null) return { subject, words: match[0].slice(0, 80) }
  }
  return undefined
}
