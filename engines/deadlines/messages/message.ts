/** Reasons as data, and the one function that turns them into a sentence. */

import { timeZones } from '../counting/localTime.ts'
import { regimeOf } from '../regimes/index.ts'
import type { Country, Language, Message, RegimeId } from '../types.ts'
import { factQuestions, type FactPath } from './facts.data.ts'
import { clockLabels, kindLabels, stageLabels, stateLabels } from './labels.data.ts'
import { messageCodes, reasonTexts, type MessageCode } from './reasons.data.ts'

/** Params hold plain strings and numbers, so that a stored reason is the reason. */
export function message(code: MessageCode, params?: Readonly<Record<string, string | number | Date>>): Message {
  if (!params) return bare.get(code)!
  const plain: Record<string, string | number> = {}
  for (const key in params) {
    const value = params[key]!
    plain[key] = value instanceof Date ? value.toISOString() : value
  }
  return { code, params: plain }
}

/** Reasons without parameters are the same for every party: one object each, shared. */
const bare: ReadonlyMap<MessageCode, Message> = new Map(
  messageCodes.map((code) => [code, { code, params: {} }]),
)

/** The sentence in one language. Instants are written in the local time of `country`, midnight as 24:00 of its day. */
export function renderMessage({ code, params }: Message, language: Language, country: Country): string {
  return reasonTexts[code][language].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[name]
    return value === undefined ? placeholder : renderParam(name, value, language, country)
  })
}

export function factQuestion(path: FactPath, language: Language): string {
  return factQuestions[path][language]
}

export function regimeTitle(id: RegimeId, language: Language): string {
  return regimeOf(id).title[language]
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const dayPattern = /^\d{4}-\d\d-\d\d$/
const locales: Readonly<Record<Language, string>> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB' }

function renderParam(name: string, value: string | number, language: Language, country: Country): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locales[language], { useGrouping: 'always' }).format(value)
  if (instantPattern.test(value)) return formatInstant(new Date(value), language, country)
  if (dayPattern.test(value)) return formatDayText(value, language)
  const catalogue = catalogueOf(name)
  if (catalogue && value in catalogue) return catalogue[value]![language]
  return name === 'regime' ? regimeTitle(value as RegimeId, language) : value
}

function formatDayText(day: string, language: Language): string {
  const format = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const
  return new Intl.DateTimeFormat(locales[language], format).format(new Date(`${day}T00:00:00Z`))
}

function catalogueOf(name: string): Readonly<Record<string, Readonly<Record<Language, string>>>> | null {
  if (name === 'kind') return kindLabels
  if (name === 'clock') return clockLabels
  if (name === 'stage') return stageLabels
  return name === 'state' || name === 'before' ? stateLabels : null
}

/** `Saturday, 7 November 2026, 24:00` rather than midnight of the 8th: a term ends with its last day. */
export function formatInstant(at: Date, language: Language, country: Country): string {
  const clock = { timeZone: timeZones[country], hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = new Intl.DateTimeFormat(locales[language], clock).format(at)
  const endsDay = time === '00:00'
  const dayShown = new Date(endsDay ? at.getTime() - 1 : at.getTime())
  const day = new Intl.DateTimeFormat(locales[language], {
    timeZone: timeZones[country], weekday: 'long', day: 'numeric', month: 'long', year: 'numeric',
  }).format(dayShown)
  return `${day}, ${endsDay ? '24:00' : time}`
}
