/** Tags `tlp:` of events and of their parts: one rule, wherever a level is read. */
import { isRecord, levels, type Json, type Level } from '#engines/stix/index.ts'
import { textOf, type Found } from './values.ts'

/** What the tags of these say together, so of a part and all that it lies in: the strictest. Null when none speaks of TLP. */
export const levelOf = (...parts: readonly Found[]): Level | null => strictestOf(parts.flatMap(levelsOf))

export const strictestOf = (all: readonly Level[]): Level | null => levels.find((level) => all.includes(level)) ?? null

/** A tag `tlp:` that says no level is taken for the strictest. */
export const levelsOf = (of: Found): Level[] => (of['Tag'] === undefined ? [] : tagsOf(of['Tag']).flatMap((name): Level[] => {
  const word = /^tlp:(?:2\.0:)?"?([^"]*)"?$/i.exec(name.replace(/^tlp:[^=]*=/i, 'tlp:'))?.[1]?.toLowerCase().trim()
  if (word === undefined) return /^tlp:/i.test(name) ? ['red'] : []
  return [word === 'white' ? 'clear' : levels.find((level) => level === word) ?? 'red']
}))

/** Of what travels as a whole: its own levels and those of all that is in it (clusters, reports, proposals, other events), however deep. */
export function levelsWithin(value: Json | undefined, into: Level[] = []): Level[] {
  if (Array.isArray(value)) for (const one of value as readonly Json[]) levelsWithin(one, into)
  else if (isRecord(value)) {
    if (value['Tag'] !== undefined) into.push(...levelsOf(value))
    for (const name in value) if (typeof value[name] === 'object') levelsWithin(value[name], into)
  }
  return into
}

/** Names of tags, also where others write a tag as a text, or one that is in no list: a level must not be missed for that. */
const tagsOf = (tags: Json): string[] => (Array.isArray(tags) ? tags : [tags]).map((one: Json) => (isRecord(one) ? textOf(one['name']) : textOf(one)).trim())
