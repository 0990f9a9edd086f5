/** What stands after the field: `CommandLine|contains|all`. Order counts for what changes the value, and for nothing else. */
const steps = ['contains', 'startswith', 'endswith', 'windash', 'wide', 'utf16le', 'utf16be', 'utf16', 'base64', 'base64offset'] as const
export type Step = (typeof steps)[number]
export type Mode = 'text' | 're' | 'cidr' | 'exists' | 'fieldref' | 'compare'

export type Modifiers = {
  readonly mode: Mode
  readonly steps: readonly Step[]
  readonly op?: 'lt' | 'lte' | 'gt' | 'gte'
  readonly all: boolean
  readonly cased: boolean
  readonly neq: boolean
  readonly expand: boolean
  readonly i: boolean
  readonly m: boolean
  readonly s: boolean
}

const flags: ReadonlySet<string> = new Set(['all', 'cased', 'neq', 'expand', 'i', 'm', 's'])
const longFlags: Readonly<Record<string, string>> = { ignorecase: 'i', multiline: 'm', dotall: 's' }
const modes: Readonly<Record<string, Mode>> = { re: 're', cidr: 'cidr', exists: 'exists', fieldref: 'fieldref', lt: 'compare', lte: 'compare', gt: 'compare', gte: 'compare' }
/** Of specification 2.1; they ask for parts of a date, and no comparison here knows dates. */
const times: ReadonlySet<string> = new Set(['minute', 'hour', 'day', 'week', 'month', 'year'])

type Read = Modifiers | { readonly code: string; readonly message: string }

export const readModifiers = (written: readonly string[]): Read => (written.length === 0 ? usual.get('') : written.length === 1 && written[0] !== '' ? usual.get(written[0]!) : undefined) ?? judge(written)

function judge(written: readonly string[]): Read {
  const wrong = (message: string) => ({ code: 'bad_modifier', message })
  const given = written.map((name) => longFlags[name] ?? name)
  const mode = given.filter((name) => Object.hasOwn(modes, name))
  for (const name of given) {
    if (times.has(name)) return wrong(`The modifier "${name}" asks for a part of a date, which is not supported.`)
    if (!flags.has(name) && !Object.hasOwn(modes, name) && !isStep(name)) return wrong(`The modifier "${name}" is not known.`)
  }
  if (mode.length > 1) return wrong(`"${mode[0]}" and "${mode[1]}" do not go together.`)
  const kind: Mode = mode[0] === undefined ? 'text' : modes[mode[0]]!
  const made = given.filter(isStep)
  const placing = new Set<Step>(['contains', 'startswith', 'endswith'])
  if (made.filter((step) => placing.has(step)).length > 1) return wrong('Of contains, startswith and endswith there is one.')
  // A search finds an expression anywhere already.
  const allowed = kind === 'text' || made.every((step) => (kind === 'fieldref' ? placing.has(step) : kind === 're' && step === 'contains'))
  if (!allowed) return wrong(`"${made[0]}" and "${mode[0]}" do not go together.`)
  const has = (name: string) => given.includes(name)
  if (kind !== 're' && (has('i') || has('m') || has('s'))) return wrong('The modifiers i, m and s come after "re".')
  if (has('expand') && kind !== 'text' && kind !== 're' && kind !== 'cidr') return wrong(`"expand" and "${mode[0]}" do not go together.`)
  return {
    mode: kind, steps: kind === 're' ? [] : made, ...(kind === 'compare' ? { op: mode[0] as 'lt' | 'lte' | 'gt' | 'gte' } : {}),
    all: has('all'), cased: has('cased'), neq: has('neq'), expand: has('expand'), i: has('i'), m: has('m'), s: has('s'),
  }
}

const isStep = (name: string): name is Step => (steps as readonly string[]).includes(name)

/** Nine in ten fields have one of these or none. */
const usual: ReadonlyMap<string, Read> = new Map(['', 'contains', 'endswith', 'startswith', 're', 'cidr'].map((name): [string, Read] => [name, judge(name === '' ? [] : [name])]))
