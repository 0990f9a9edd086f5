/** One mail out of the lines of one recipient: by body, each line once, then why it came and how to stop it. */
import type { Lang } from '#platform/contract/index.ts'
import { kindRules, type Kind, type Whole } from './kinds.data.ts'
import { consentWords, observedWords, roleWords, stateWords, texts } from './texts.data.ts'

export type LetterLine = {
  readonly kind: Kind; readonly partyId: string; readonly partyName: string; readonly role: string; readonly changes: number
  readonly detail: Readonly<Record<string, string>>
  /** Of a line about a case. */
  readonly facts?: { readonly id: string; readonly ref: string; readonly title: string; readonly state: string; readonly observed: string; readonly providerName: string } | undefined
}
export type Frame = { readonly lang: Lang; readonly centre: string; readonly demo: boolean; readonly week: boolean; readonly publicUrl: string; /** Of the page with the choices. */ readonly choices: string; moment(iso: string): string }
export type Letter = { readonly subject: string; readonly text: string; /** What one click of a mail program silences; absent when nothing may be. */ readonly oneClick?: Kind | Whole }

export function letterOf(lines: readonly LetterLine[], frame: Frame): Letter {
  const { lang } = frame
  const t = texts[lang]
  const bodies = [...Map.groupBy(lines, (line) => line.partyId).values()]
  const names = bodies.map((some) => some[0]!.partyName)
  const title = names.slice(0, 2).join(', ') + (names.length > 2 ? ` ${t.more(names.length - 2)}` : '')
  const subject = frame.week ? t.subject.week(title, lines.length) : lines.length === 1 ? t.subject.one(sentence(lines[0]!, frame)) : t.subject.many(title, lines.length)
  const reasons = [...new Set(lines.map((line) => t.because((roleWords[line.role] ?? roleWords['other']!)[lang], line.partyName)))]
  const sections = bodies.map((some) => `${some[0]!.partyName}\n\n${some.map((line) => entry(line, frame)).join('\n\n')}`)
  const free = [...new Set(lines.map((line) => line.kind))].filter((kind) => !kindRules[kind].required)
  const oneClick = free.length === 0 ? undefined : free.length === 1 ? free[0]! : frame.week ? 'weekly' : 'now'
  return {
    subject: subject.slice(0, 180),
    text: [`${frame.demo ? t.demo : ''}${sections.join('\n\n\n')}`, '', '', ...reasons, ...(lines.some((line) => kindRules[line.kind].required) ? [t.required] : []), t.choose(frame.choices), '', t.sign(frame.centre)].join('\n'),
    ...(oneClick ? { oneClick } : {}),
  }
}

const entry = (line: LetterLine, frame: Frame): string =>
  `- ${sentence(line, frame)}${line.changes > 1 ? texts[frame.lang].changes(line.changes) : ''}\n  ${kindRules[line.kind].why[frame.lang]}\n  ${frame.publicUrl}${pathOf(line)}`

function pathOf({ kind, partyId, facts, detail }: LetterLine): string {
  const page = kind === 'consent_ending' ? 'allowed' : kind === 'public_page' ? 'notices' : kind === 'week_watched' ? `logs/weeks/${detail['week'] ?? ''}` : kind === 'deadline_near' ? `cases/${facts?.id}/obligations` : `cases/${facts?.id}`
  return `/space/${page}?body=${partyId}`
}

function sentence({ kind, facts, detail }: LetterLine, { lang, moment }: Frame): string {
  const t = texts[lang]
  const say = (words: Readonly<Record<string, Readonly<Record<Lang, string>>>>, key: string) => words[key]?.[lang] ?? key
  switch (kind) {
    case 'case_opened': return t.opened(facts!.ref, facts!.title)
    case 'case_confirmed': return t.confirmed(facts!.ref)
    case 'case_moved': return t.moved(facts!.ref, [say(stateWords, facts!.state), facts!.state === 'closed' ? '' : say(observedWords, facts!.observed)].filter(Boolean).join(', '))
    case 'question_open': return t.question(facts!.ref, facts!.providerName)
    case 'deadline_near': return t.deadline(facts!.ref, moment(detail['at']!))
    case 'consent_ending': return t.consent(say(consentWords, detail['what'] ?? ''), moment(detail['at']!))
    case 'week_watched': return t.watched(detail[`said_${lang}`] ?? '')
    default: return t.page
  }
}
