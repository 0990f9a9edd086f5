/** One description → the fields of one authority's form, each with its value or its gap. Never sent by the machine. */

import { timeZones } from '../counting/localTime.ts'
import type { Certainty, Country, Language } from '../types.ts'
import { choices, type Labels } from './choices.data.ts'
import { kindOfKey, type DescriptionKey, type DescriptionValue, type IncidentDescription } from './description.ts'
import type { DraftAuthority, FormField } from './formField.ts'
import { formFieldsOf } from './formFields.data.ts'
import { keyLabels, type LabelledKey } from './keyLabels.data.ts'

/**
 * `missing`: the form wants it. `optional`: it may stay empty. `undecided`: whether it is asked hangs on an answer
 * that is missing. `not_asked`: the answers so far exclude it.
 */
export type Gap = 'missing' | 'optional' | 'undecided' | 'not_asked'

export interface DraftEntry {
  readonly fieldId: string
  readonly section: string
  readonly order: number
  readonly label: string
  readonly mandatory: FormField['mandatory']
  readonly certainty: Certainty
  /** Text to copy into the authority's own form; null where there is a gap. */
  readonly value: string | null
  readonly gap: Gap | null
  /** Parts of a box of several lines that the description lacks, by their labels. */
  readonly lacking: readonly string[]
  /** Characters beyond the form's limit; 0 where it fits or no limit is known. */
  readonly overBy: number
}

export function fillDraft(authority: DraftAuthority, description: IncidentDescription, language: Language): readonly DraftEntry[] {
  return fillFields(formFieldsOf[authority], description, language, authority === 'garante' || authority === 'csirt_italia' ? 'IT' : 'FR')
}

/** `country` gives the local time of the dates; Rome and Paris show the same hour. */
export function fillFields(
  fields: readonly FormField[], description: IncidentDescription, language: Language, country: Country,
): readonly DraftEntry[] {
  return fields.map((field) => {
    const asked = isAsked(field, description)
    const lines = asked === 'no' ? [] : field.from.map((key) => ({ key, text: valueOf(key, description, language, country) }))
    const value = field.take === 'all' ? joined(lines, language) : lines.find(({ text }) => text !== null)?.text ?? null
    return {
      fieldId: field.id, section: field.section, order: field.order, label: field.label[language], mandatory: field.mandatory,
      certainty: field.certainty, value, gap: value === null ? gapOf(field, asked) : null,
      lacking: value !== null && field.take === 'all' ? lines.filter(({ text }) => text === null).map(({ key }) => labelOf(key, language)) : [],
      overBy: value !== null && field.maxLength !== undefined ? Math.max(0, value.length - field.maxLength) : 0,
    }
  })
}

/** How many fields are filled, and how many the form wants and does not have. */
export function draftProgress(entries: readonly DraftEntry[]): { readonly filled: number; readonly missing: number; readonly asked: number } {
  const asked = entries.filter(({ gap }) => gap !== 'not_asked')
  return {
    filled: asked.filter(({ value }) => value !== null).length,
    missing: asked.filter(({ gap }) => gap === 'missing').length, asked: asked.length,
  }
}

function isAsked({ onlyIf }: FormField, description: IncidentDescription): 'yes' | 'no' | 'undecided' {
  if (!onlyIf) return 'yes'
  const codes = codesOf(description[onlyIf.key])
  if (codes.length === 0) return 'undecided'
  return codes.some((code) => onlyIf.oneOf.includes(code)) ? 'yes' : 'no'
}

function gapOf(field: FormField, asked: 'yes' | 'no' | 'undecided'): Gap {
  if (asked === 'no') return 'not_asked'
  if (field.mandatory === 'no') return 'optional'
  if (asked === 'undecided') return 'undecided'
  // A conditional field without a rule that we know of (a reason for lateness, say) may well stay empty.
  return field.mandatory === 'conditional' && !field.onlyIf ? 'optional' : 'missing'
}

interface Line {
  readonly key: DescriptionKey
  readonly text: string | null
}

function joined(lines: readonly Line[], language: Language): string | null {
  const present = lines.filter(({ text }) => text !== null)
  const colon = language === 'fr' ? '\u202f: ' : ': '
  return present.length === 0 ? null : present.map(({ key, text }) => `${labelOf(key, language)}${colon}${text}`).join('\n')
}

function labelOf(key: DescriptionKey, language: Language): string {
  return Object.hasOwn(keyLabels, key) ? keyLabels[key as LabelledKey][language] : key
}

function valueOf(key: DescriptionKey, description: IncidentDescription, language: Language, country: Country): string | null {
  const value = description[key]
  const written = value === undefined ? null : write(key, value, language, country)
  return written !== null && written.trim() !== '' ? written : null
}

const position: Readonly<Record<Language, 0 | 1 | 2>> = { it: 0, fr: 1, en: 2 }
const locales: Readonly<Record<Language, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

function write(key: DescriptionKey, value: DescriptionValue, language: Language, country: Country): string | null {
  switch (kindOfKey(key)) {
    case 'choice': return writeChoices(key as keyof typeof choices, codesOf(value), language)
    case 'instant': return writeDate(value, language, { timeZone: timeZones[country], dateStyle: 'long', timeStyle: 'short' })
    case 'day': return writeDate(value, language, { timeZone: timeZones[country], dateStyle: 'long' })
    case 'number': return typeof value === 'number' ? new Intl.NumberFormat(locales[language]).format(value) : null
    case 'text': return typeof value === 'string' ? value : null
  }
}

/** A code that the list does not have is a gap, not a word invented for an authority. */
function writeChoices(key: keyof typeof choices, codes: readonly string[], language: Language): string | null {
  const vocabulary: Readonly<Record<string, Labels>> = choices[key]
  const words = codes.filter((code) => Object.hasOwn(vocabulary, code)).map((code) => vocabulary[code]![position[language]])
  return words.length > 0 && words.length === codes.length ? words.join('; ') : null
}

function writeDate(value: DescriptionValue, language: Language, format: Intl.DateTimeFormatOptions): string | null {
  const at = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null
  if (!at || Number.isNaN(at.getTime())) return null
  return new Intl.DateTimeFormat(locales[language], format).format(at)
}

function codesOf(value: DescriptionValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value as readonly string[] : []
}
