/** One value of a rule → the tests that it stands for. Several are alternatives, even where `all` joins the values of a list. */
import { parseNetwork } from '../address.ts'
import type { Json, Test } from '../types.ts'
import { base64, base64offset, utf16, windash, type Draft } from './encode.ts'
import { expand, type Lists } from './expand.ts'
import type { Modifiers } from './modifiers.ts'
import { literal, open, plain, readPattern, toTest, type Pattern } from './pattern.ts'
import { translateRegex } from './regex.ts'

export type Fault = { readonly code: string; readonly message: string }
type Tests = readonly Test[] | Fault

/** @param keyword asked of the whole event: then it is looked for anywhere in a value */
export function testsOf(value: Json, modifiers: Modifiers, keyword: boolean, lists: Lists): Tests {
  const { mode } = modifiers
  if (typeof value === 'string' && !keyword) {
    const kind = asWritten(value, modifiers)
    if (kind !== undefined) return [{ kind, text: value, cased: modifiers.cased }]
  }
  if (mode === 'exists') return typeof value === 'boolean' ? [{ kind: 'exists' }] : { code: 'bad_value', message: '`exists` takes true or false.' }
  if (value === null) return keyword || mode !== 'text' || modifiers.steps.length > 0 ? { code: 'bad_value', message: 'null stands alone: no modifier goes with it, and no keyword is null.' } : [{ kind: 'null' }]
  if (typeof value === 'object') return { code: 'bad_value', message: 'A field has a text, a number, true, false, null, or a list of those.' }
  if (mode === 'compare') return compare(value, modifiers)
  if (mode === 'fieldref') return typeof value === 'string' && value !== '' ? [{ kind: 'other', field: value, how: howOf(modifiers), cased: modifiers.cased }] : { code: 'bad_value', message: '`fieldref` takes the name of a field.' }
  if (typeof value !== 'string') return mode === 'text' ? finish([{ pattern: literal(String(value)) }], modifiers, keyword) : testsOf(String(value), modifiers, keyword, lists)
  const written = modifiers.expand ? expand(value, lists, mode === 're') : [value]
  if ('code' in written) return written
  if (mode === 'text') return finish(written.map((one) => ({ pattern: readPattern(one) })), modifiers, keyword)
  return each(written, (one) => (mode === 'cidr' ? network(one) : regex(one, modifiers)))
}

/** Nine values in ten: a text that means what it says, somewhere in the field's. @returns where; undefined for any other, which goes the long way to what may be the same. */
function asWritten(text: string, { mode, steps, expand }: Modifiers): 'equals' | 'contains' | 'startswith' | 'endswith' | undefined {
  if (mode !== 'text' || expand || steps.length > 1 || text === '' || /[*?\ud800-\udfff]|\\\\/.test(text)) return undefined
  const [step] = steps
  return step === undefined ? 'equals' : step === 'contains' || step === 'startswith' || step === 'endswith' ? step : undefined
}

function each<T>(all: readonly T[], make: (one: T) => Test | Fault): Tests {
  const tests: Test[] = []
  for (const one of all) {
    const made = make(one)
    if ('code' in made) return made
    tests.push(made)
  }
  return tests
}

function network(written: string): Test | Fault {
  const text = written.trim()
  if (parseNetwork(text) === undefined) return { code: 'bad_network', message: `"${written}" is no network: 10.0.0.0/8 and fe80::/10 are.` }
  return { kind: 'cidr', network: text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}` }
}

function regex(written: string, { i, m, s }: Modifiers): Test | Fault {
  const read = translateRegex(written.toWellFormed(), { i, m, s })
  return 'wrong' in read ? { code: 'bad_regex', message: `The regular expression cannot be used: ${read.wrong}` } : { kind: 'regex', ...read }
}

function compare(value: string | number | boolean, { op }: Modifiers): Tests {
  const than = typeof value === 'number' ? value : typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined
  return than === undefined ? { code: 'bad_value', message: `\`${op}\` takes a number.` } : [{ kind: 'compare', op: op!, than }]
}

const howOf = ({ steps }: Modifiers) => (['contains', 'startswith', 'endswith'] as const).find((how) => steps.includes(how)) ?? 'equals'

/** The steps in the order in which they are written: `wide|base64offset|contains`. */
function finish(drafts: readonly Draft[], { steps, cased }: Modifiers, keyword: boolean): Tests {
  let now = drafts
  for (const step of steps) {
    const next: Draft[] = []
    for (const draft of now) {
      const made = apply(step, draft)
      if ('code' in made) return made
      next.push(...made)
    }
    now = next
  }
  const placed = steps.some((step) => step === 'startswith' || step === 'endswith')
  return each(now, (draft) => {
    const pattern = patternOf(draft)
    if ('code' in pattern) return pattern
    if (keyword && pattern.every((token) => token === '*')) return { code: 'empty_keyword', message: 'A keyword without text would hold for every event.' }
    return toTest(keyword && !placed ? open(pattern, true, true) : pattern, cased)
  })
}

function patternOf(draft: Draft): Pattern | Fault {
  if ('pattern' in draft) return draft.pattern
  try { return literal(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(draft.bytes)) } catch {
    return { code: 'bad_value', message: 'No log holds these bytes as text: write base64 or base64offset after the encoding.' }
  }
}

function apply(step: string, draft: Draft): readonly Draft[] | Fault {
  const wild = { code: 'bad_value', message: `\`${step}\` takes a text without wildcards, before \`contains\` and its like.` }
  if (step === 'contains' || step === 'startswith' || step === 'endswith') {
    const pattern = patternOf(draft)
    return 'code' in pattern ? pattern : [{ pattern: open(pattern, step !== 'startswith', step !== 'endswith') }]
  }
  if (step === 'windash') {
    if (!('pattern' in draft)) return wild
    const spellings = windash(draft.pattern)
    return spellings?.map((pattern) => ({ pattern })) ?? { code: 'too_many_values', message: 'The value has too many dashes for `windash`.' }
  }
  const text = 'pattern' in draft ? plain(draft.pattern) : undefined
  if (step === 'base64' || step === 'base64offset') {
    const bytes = 'bytes' in draft ? draft.bytes : text === undefined ? undefined : new TextEncoder().encode(text)
    if (bytes === undefined || bytes.length === 0) return wild
    return step === 'base64' ? [{ pattern: literal(base64(bytes)) }] : base64offset(bytes).map((one) => ({ pattern: literal(one) }))
  }
  if (text === undefined) return wild
  return [{ bytes: utf16(text, step === 'utf16be', step === 'utf16') }]
}
