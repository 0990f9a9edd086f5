/** An incident against the structure of VERIS: every problem with its place. Content never throws. */
import { countryCodes, currencyCodes } from './codes.data.ts'
import type { Form } from './form.ts'
import { terms } from './names.data.ts'
import { incident } from './structure.data.ts'

export const problemCodes = ['missing', 'unknown_field', 'empty', 'duplicate', 'wrong_type', 'unknown_term', 'out_of_range', 'malformed', 'too_many'] as const
export type VerisProblem = { readonly path: string; readonly code: (typeof problemCodes)[number]; readonly text?: string }
export type Edition = 'old' | 'middle' | 'current'
export type Checked = { readonly valid: boolean; readonly edition: Edition; readonly problems: readonly VerisProblem[] }

const MOST_PROBLEMS = 100
const MOST_ENTRIES = 10_000
const sets = new Map<string, ReadonlySet<string>>(Object.entries(terms).map(([path, names]) => [path, new Set<string>(names)]))

/** Old: before 1.3.6, where `discovery_method` is a text. Middle: until 1.3.x, either shape. Current: 1.4, and what does not say. */
export function editionOf(version: unknown): Edition {
  const [, major, minor, patch] = (typeof version === 'string' && /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?/.exec(version)) || []
  if (major === undefined || Number(major) > 1 || Number(minor) >= 4) return 'current'
  return Number(minor) === 3 && Number(patch ?? 0) >= 6 ? 'middle' : 'old'
}

export function checkIncident(value: unknown): Checked {
  const edition = editionOf(isObject(value) ? value['schema_version'] : undefined)
  const problems: VerisProblem[] = []
  check(incident, value, '', edition, (problem) => { if (problems.length < MOST_PROBLEMS) problems.push(problem) })
  return { valid: problems.length === 0, edition, problems }
}

type Tell = (problem: VerisProblem) => void
function check(form: Form, value: unknown, path: string, edition: Edition, tell: Tell): void {
  const say = (code: VerisProblem['code'], words?: unknown) => tell({ path, code, ...(words === undefined ? {} : { text: String(words).slice(0, 200) }) })
  const old = edition !== 'current'
  switch (form.is) {
    case 'open': return
    case 'flag': if (typeof value !== 'boolean') say('wrong_type'); return
    case 'text': {
      if (typeof value !== 'string') return say('wrong_type')
      if (value.length < (form.least ?? 0)) return say(value === '' ? 'empty' : 'malformed', value)
      const like = old ? form.likeOld ?? form.like : form.like
      if (value.length > (form.most ?? Infinity) || (like && !like.test(value))) say('malformed', value)
      return
    }
    case 'term': return among(sets.get(form.of)!, value, say)
    case 'country': if (value !== 'Unknown' && value !== 'Other') among(countryCodes, value, say); return
    case 'currency': return among(currencyCodes, value, say)
    case 'whole':
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value) || (form.is === 'whole' && !Number.isInteger(value))) return say('wrong_type')
      if (value < (form.from ?? -Infinity) || value > ((edition === 'old' ? form.toOld : undefined) ?? form.to ?? Infinity)) say('out_of_range', value)
      return
    }
    case 'list': {
      if (!Array.isArray(value)) return old && value !== null && typeof value !== 'object' ? check(form.of, value, path, edition, tell) : say('wrong_type')
      if (value.length < form.least) return say('empty')
      if (value.length > MOST_ENTRIES) return say('too_many')
      value.forEach((one, at) => { check(form.of, one, `${path}.${at}`, edition, tell) })
      if (!form.repeats && new Set(value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))).size < value.length) say('duplicate')
      return
    }
    case 'object': {
      if (!isObject(value)) return say('wrong_type')
      const below = (name: string) => (path === '' ? name : `${path}.${name}`)
      const present = Object.keys(value)
      if (present.length < form.least) say('empty')
      for (const name of [...form.needs, ...(edition === 'current' ? form.needsNow : [])]) if (!Object.hasOwn(value, name)) tell({ path: below(name), code: 'missing' })
      for (const name of present) {
        const now = Object.hasOwn(form.fields, name) ? form.fields[name] : undefined
        const before = old && Object.hasOwn(form.old, name) ? form.old[name] : undefined
        // Between the editions either shape stands: the one that is of the kind of the value.
        const inner = before && now && edition === 'middle' && isObject(value[name]) ? now : before ?? now
        if (inner) check(inner, value[name], below(name), edition, tell)
        else if (!form.open) tell({ path: below(name).slice(0, 300), code: 'unknown_field' })
      }
    }
  }
}

function among(names: ReadonlySet<string>, value: unknown, say: (code: VerisProblem['code'], words?: unknown) => void): void {
  if (typeof value !== 'string') say('wrong_type')
  else if (!names.has(value)) say('unknown_term', value)
}
const isObject = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value)
