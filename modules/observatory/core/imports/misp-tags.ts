/** What the tags of an event of MISP and of its parts say, and under which level it is told here. */
import { levelOf, type MispEvent } from '#engines/misp/index.ts'
import { levels, type Level } from '#engines/stix/index.ts'
import { obj } from './veris.ts'

const rankOf = (level: Level | null): number => (level === null ? levels.length : levels.indexOf(level))
const levelAt = (rank: number): Level | null => levels[rank] ?? null
export const strictest = (a: Level | null, b: Level | null): Level | null => levelAt(Math.min(rankOf(a), rankOf(b)))

/**
 * What an event and its attributes say by their tags, and under which level: a part may be stricter than its whole, so the strictest of
 * what is told here counts. What is told twice is as open as where it is more open. A stricter part tells only what it says of the attack:
 * where it says nothing of it, nothing of it is told, and it closes nothing.
 */
export function sayingsOf(event: MispEvent, own: Level | null): { readonly tags: string[]; readonly techniques: string[]; readonly tlp: Level | null } {
  const tags = new Map<string, number>(), techniques = new Map<string, number>()
  const say = (into: Map<string, number>, word: string, rank: number) => { into.set(word, Math.max(into.get(word) ?? 0, rank)) }
  const techniquesIn = (word: string, rank: number) => { for (const [code] of word.matchAll(/\bT\d{4}(?:\.\d{3})?\b/g)) say(techniques, code, rank) }
  for (const one of [event, ...list(event['Attribute']).map((each) => obj(each) as MispEvent)]) {
    if (one['Tag'] === undefined) continue
    const rank = Math.min(rankOf(own), rankOf(levelOf(one)))
    for (const tag of tagsOf(one)) if (rank === rankOf(own) || tellsOfAttack(tag)) say(tags, tag, rank)
  }
  const kept = [...tags].slice(0, 500)
  for (const [tag, rank] of kept) techniquesIn(tag, rank)
  for (const galaxy of list(event['Galaxy']).map((each) => obj(each) as MispEvent)) {
    for (const cluster of list(galaxy['GalaxyCluster']).map((each) => obj(each) as MispEvent)) {
      const rank = Math.min(rankOf(own), rankOf(levelOf(galaxy, cluster)))
      for (const word of [cluster['value'], cluster['tag_name']]) if (typeof word === 'string') techniquesIn(word, rank)
    }
  }
  const codes = [...techniques].slice(0, 200)
  return { tags: kept.map(([tag]) => tag), techniques: codes.map(([code]) => code), tlp: levelAt(Math.min(rankOf(own), ...kept.filter(([tag]) => !/^tlp:/i.test(tag)).map(([, rank]) => rank), ...codes.map(([, rank]) => rank))) }
}
export const tagsOf = (of: { readonly [name: string]: unknown }): string[] => list(of['Tag']).flatMap((one) => { const name = obj(one)['name']; return typeof name === 'string' ? [name.trim().slice(0, 300)] : [] })

/** Taxonomies of MISP whose tags are given to incidents; of others a tag says how it is known, how sure it is, or what may be done with it. */
const ofIncidents = /^(?:veris:|rsit:(?!vulnerable|test)|ecsirt:(?!vulnerable|test)|europol-incident:|csirt-americas:(?!vulnerability)|circl:incident-classification=|incident-disposition:incident|nis2?:(?!test)|acn:(?!vulnerability)|misp-galaxy:target-information=)/i
/** A drill, a weakness that nobody used, or what turned out to be nothing. */
const ofNothing = /^(?:incident-disposition:(?:not-an-incident|duplicate)|veris:security_incident="?false positive|(?:rsit|ecsirt|nis2?):test|exercise:)/i
const ofWeakness = /^(?:rsit|ecsirt):vulnerable/i
/** All that becomes more than a tag that is kept, and who is behind it. */
const tellsOfAttack = (tag: string): boolean => /^(?:veris|rsit|misp-galaxy):|\bT\d{4}\b/i.test(tag) || [ofIncidents, ofNothing, ofWeakness].some((one) => one.test(tag))
/** What tags say of an event: that it tells of an attack, that it tells of none (by which tag), or neither. */
export function saysOf(tags: readonly string[]): { readonly attack: boolean; readonly denied?: string } {
  const attack = tags.some((one) => ofIncidents.test(one))
  const denied = tags.find((one) => ofNothing.test(one)) ?? (attack ? undefined : tags.find((one) => ofWeakness.test(one)))
  return { attack, ...(denied === undefined ? {} : { denied }) }
}
/** The level of the most open attribute that says whom it hit, alone or in an object; undefined where none does. */
export function targetOf(event: MispEvent, own: Level | null): Level | null | undefined {
  let most = -1
  for (const of of [event, ...list(event['Object']).map((one) => obj(one) as MispEvent)]) {
    const isVictim = obj(of)['name'] === 'victim', attributes = list(of['Attribute']).map((one) => obj(one) as MispEvent)
    for (const one of isVictim && attributes.length === 0 ? [{}] : attributes) {
      if (isVictim || /^target-(?!email$)/.test(textIn(one, 'type'))) most = Math.max(most, Math.min(rankOf(own), rankOf(levelOf(of, one))))
    }
  }
  return most < 0 ? undefined : levelAt(most)
}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 5000) : [])
export const textIn = (of: { readonly [name: string]: unknown }, name: string): string => (typeof of[name] === 'string' || typeof of[name] === 'number' ? String(of[name]) : '')
