import { placeOf, type Place } from './places.ts'
import type { Finding, Import, Source, Tree } from './source.ts'

/**
 * Rules 1 and 2: apps → modules → platform; ui → platform/contract; web → contract ← server → core → engines; a module
 * reaches only those above it in modules/index.ts, by their contract (which also holds the type of the service handed to it).
 * Tests may reach anything: nothing imports them.
 */
export function checkDirections(tree: Tree, order: readonly string[]): Finding[] {
  return tree.sources.filter((source) => !source.isTest).flatMap((source) => {
    const from = placeOf(source.path)
    return source.imports.flatMap((one) => {
      const message = one.target === undefined ? wrongPackage(from, one) : wrongFile(from, placeOf(one.target), one, order)
      return message ? [finding(source, one, message)] : []
    }).concat(sideEffects(source))
  })
}

function wrongFile(from: Place, to: Place, one: Import, order: readonly string[]): string | undefined {
  const shown = one.target ?? one.specifier
  switch (from.kind) {
    case 'engine':
      return to.kind === 'engine' && (to.name === from.name || (standsOn[from.name] === to.name && shown === `engines/${to.name}/index.ts`)) ? undefined : `an engine imports nothing outside its folder, but ${shown}`
    case 'platform-contract':
      return to.kind === 'platform-contract' ? undefined : `platform/contract is read by the browser too: it cannot import ${shown}`
    case 'platform':
      return ['platform', 'platform-contract', 'db'].includes(to.kind) ? undefined : `platform knows no ${to.kind}: it cannot import ${shown}`
    case 'ui':
      return ['ui', 'platform-contract'].includes(to.kind) ? undefined : `ui imports only ui and platform/contract, not ${shown}`
    case 'db':
      return to.kind === 'app' || to.kind === 'ui' ? `db cannot import ${shown}` : undefined
    case 'app':
      return wrongFromApp(from.name, to, shown)
    case 'module':
      return to.kind === 'module' && to.name !== from.name
        ? wrongModule(from, to, one, order)
        : wrongInside(from, to, one)
    default:
      return undefined
  }
}

function wrongFromApp(app: string, to: Place, shown: string): string | undefined {
  if (app !== 'web') return to.kind === 'ui' || (to.kind === 'app' && to.name === 'web') || isWeb(to) ? browserOnly(shown) : undefined
  const allowed = isWeb(to) || isWire(to) || to.kind === 'ui' || (to.kind === 'app' && to.name === 'web')
  return allowed ? undefined : `the browser application cannot import ${shown}`
}

const browserOnly = (shown: string) => `${shown} is for the browser: the server loads the built bundle instead`

type ModulePlace = Extract<Place, { kind: 'module' }>

/** Inside one module, and from a module down to the ground. */
function wrongInside(from: ModulePlace, to: Place, one: Import): string | undefined {
  const shown = one.target ?? one.specifier
  const own = to.kind === 'module' ? to.part : undefined
  switch (from.part) {
    case 'contract':
      // The type of a service speaks of a transaction: its type may come in, its code may not (the browser reads this file).
      return own === 'contract' || to.kind === 'platform-contract' || to.kind === 'engine' || (one.typeOnly && shown.startsWith('platform/db/'))
        ? undefined : `a contract imports contracts and engines only, not ${shown}`
    case 'core':
      return own === 'core' || own === 'contract' || to.kind === 'platform-contract' || to.kind === 'engine'
        ? undefined : `core decides on plain data: it cannot import ${shown}`
    case 'web':
      return own === 'web' || own === 'contract' || own === 'messages' || to.kind === 'ui' || to.kind === 'platform-contract'
        ? undefined : `web reaches the server only by its contract: it cannot import ${shown}`
    default:
      return own === 'web' || to.kind === 'ui' || to.kind === 'app' || to.kind === 'tests' || to.kind === 'tools' || to.kind === 'module-list'
        ? `a module's server cannot import ${shown}` : undefined
  }
}

function wrongModule(from: ModulePlace, to: ModulePlace, one: Import, order: readonly string[]): string | undefined {
  const shown = one.target ?? one.specifier
  // A page shows what several modules know; it asks each by its own address, so the order of the servers is not its own (ADR 0002).
  if (from.part === 'web' && to.part === 'contract') return undefined
  if (order.indexOf(to.name) >= order.indexOf(from.name)) {
    return `${from.name} may call only modules above it in modules/index.ts, and ${to.name} is not: react by an event in apps/server/wiring.ts`
  }
  const webOfAbove = from.part === 'web' && (to.part === 'web' || to.part === 'messages')
  return to.part === 'contract' || webOfAbove ? undefined : `of module ${to.name} only the contract is open, not ${shown}`
}

const isWire = (place: Place) => place.kind === 'platform-contract' || (place.kind === 'module' && (place.part === 'contract' || place.part === 'messages'))
const isWeb = (place: Place) => place.kind === 'module' && place.part === 'web'

/** Doors to the outside that pure and browser code must not open. */
const outside = /^(node:|fastify|@fastify\/|kysely|pg$|graphile-worker|better-auth|nodemailer)/
/** Parts of Node that only compute: open to core. */
const computing = /^node:(util|buffer|zlib|stream|stream\/promises|string_decoder|crypto|url)$/
/** Packages that turn text or bytes into data and do nothing else: open to engines. */
const parsers: ReadonlySet<string> = new Set(['js-yaml', 'canonicalize', '@noble/hashes/legacy.js'])
/** An engine whose subject is another's: it reaches that one by its door. */
const standsOn: Readonly<Record<string, string>> = { misp: 'stix' }
/** Of the net, what only reads addresses. */
const addresses: ReadonlySet<string> = new Set(['isIP', 'BlockList'])

function wrongPackage(from: Place, { specifier, names }: Import): string | undefined {
  if (/^[.#]/.test(specifier)) return `${specifier} does not exist`
  if (from.kind === 'engine' && !parsers.has(specifier)) return `an engine is pure and alone: it cannot import ${specifier}`
  if (!outside.test(specifier)) return undefined
  if (from.kind === 'platform-contract' || from.kind === 'ui') return `code that the browser reads cannot import ${specifier}`
  if (from.kind === 'app' && from.name === 'web') return `code that the browser reads cannot import ${specifier}`
  if (from.kind !== 'module' || from.part === 'server' || from.part === 'other') return undefined
  if (from.part === 'core') return computing.test(specifier) || (specifier === 'node:net' && names.every((name) => addresses.has(name))) ? undefined : `core decides on plain data: it cannot import ${specifier}`
  return `code that the browser reads cannot import ${specifier}`
}

function sideEffects(source: Source): Finding[] {
  const silent = source.imports.filter((one) => one.names.length === 0 && !one.typeOnly && !/\.(s?css)(\?.*)?$/.test(one.specifier))
  return silent.map((one) => finding(source, one, `import '${one.specifier}' only for its effect: call what it offers instead`))
}

const finding = (source: Source, one: Import, message: string): Finding => ({ rule: 'direction', path: source.path, line: one.line, message })
