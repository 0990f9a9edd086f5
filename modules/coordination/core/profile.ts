/** The centre in the order of RFC 2350, appendix D; the same sections as a page and as plain text. */
import type { Lang } from '#platform/contract/index.ts'
import { wrap } from '#platform/contract/wrap.ts'
import { profileFields, type ProfileField, type ProfileItem } from '../contract.ts'
import type { Rfc2350Section } from '../contract-public.ts'
import { profileWords } from './profile.data.ts'

export type CentreWords = { readonly name: string; readonly region: string; readonly country: string; readonly timeZone: string; readonly phone: string; readonly afterHours: string; readonly email: string; readonly certifiedMail: string; readonly address: string }
type Profile = Pick<ProfileItem, 'texts' | 'fingerprint' | 'keyAddress' | 'changedAt'>

const fill = (text: string, values: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

export function sectionsOf(profile: Profile, centre: CentreWords, lang: Lang, origin: string): Rfc2350Section[] {
  const w = profileWords[lang]
  /** In this language, or in one in which it was written: better understood by some than missing for all. */
  const text = (field: ProfileField, otherwise = w.missing): string => { const said = profile.texts[field]; return said[lang] || said.en || said.it || said.fr || otherwise }
  const there = (value: string): string => value || w.none
  const content: Readonly<Record<string, string>> = {
    '1.1': profile.changedAt ? fill(w.changed, { date: profile.changedAt.slice(0, 10) }) : w.never,
    '1.2': w.noList,
    '1.3': fill(w.at, { address: `${origin}/rfc2350` }),
    '2.1': centre.name, '2.2': there(centre.address), '2.3': centre.timeZone,
    '2.4': [there(centre.phone), ...(centre.afterHours ? [fill(w.afterHours, { text: centre.afterHours })] : [])].join('\n'),
    '2.5': w.none, '2.6': there(centre.certifiedMail), '2.7': there(centre.email),
    '2.8': [profile.fingerprint ? fill(w.pgp, { fingerprint: spaced(profile.fingerprint) }) : w.noPgp, ...(profile.fingerprint && profile.keyAddress ? [fill(w.keyAt, { address: profile.keyAddress })] : [])].join('\n'),
    '2.9': text('team'), '2.10': `${centre.region}, ${centre.country}`, '2.11': fill(w.contact, { address: `${origin}/report` }),
    '3.1': text('mission'), '3.2': text('constituency'), '3.3': text('affiliation'), '3.4': text('authority'),
    '4.1': text('incidents', w.incidents), '4.2': text('cooperation', w.cooperation), '4.3': w.authentication,
    '5.1': text('response', w.response), '5.2': text('proactive', w.proactive),
    '6': fill(w.forms, { address: `${origin}/report` }), '7': text('disclaimer', w.disclaimer),
  }
  return Object.keys(w.headings).toSorted(byNumber).map((number) => ({ number, title: w.headings[number]!, paragraphs: (content[number] ?? '').split(/\n+/).filter(Boolean) }))
}

/** Lines of at most 72 signs: what such a file is read with does not wrap. */
export function textOf(title: string, sections: readonly Rfc2350Section[]): string {
  const parts = sections.map(({ number, title: head, paragraphs }) => [`${number}. ${head}`, ...paragraphs.map((one) => wrap(one, 69).map((line) => `   ${line}`).join('\n'))].join('\n\n'))
  return `${title}\n${'='.repeat(title.length)}\n\n${parts.join('\n\n')}\n`
}

function byNumber(a: string, b: string): number {
  const [one, two] = [a.split('.').map(Number), b.split('.').map(Number)]
  return one[0]! - two[0]! || (one[1] ?? 0) - (two[1] ?? 0)
}

const spaced = (fingerprint: string): string => fingerprint.replace(/(.{4})(?=.)/g, '$1 ')
/** As it is pasted from a program; undefined: no fingerprint. Empty stays empty. */
export function readFingerprint(typed: string): string | undefined {
  const bare = typed.replaceAll(/[\s:]/g, '').replace(/^0x/i, '').toUpperCase()
  return bare === '' || /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(bare) ? bare : undefined
}

export const emptyTexts = (): ProfileItem['texts'] => Object.fromEntries(profileFields.map((field) => [field, { it: '', fr: '', en: '' }])) as ProfileItem['texts']
