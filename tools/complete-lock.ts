/**
 * Completes package-lock.json with the binary packages of other platforms, where the mirror that made it lacks them:
 * `node tools/complete-lock.ts`, after a change of dependencies. `npm ci` refuses a lock that leaves one out, on any
 * machine. An entry made here has no hash (npm takes the hash when that platform installs it); this platform's have.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Entry = {
  version?: string
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optional?: boolean
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

/** A copy of the lock with the missing entries, and their names. Versions that are not exact are left alone. */
export function completeLock(lock: Lock): { lock: Lock; added: string[] } {
  const packages = { ...lock.packages }
  const added: string[] = []
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name)
      if (!platform || !/^\d+\.\d+\.\d+/.test(version) || isKnown(packages, parent, name)) continue
      packages[`node_modules/${name}`] = { version, ...platform, optional: true }
      added.push(`${name}@${version}`)
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added }
}

function isKnown(packages: Lock['packages'], parent: string, name: string): boolean {
  return `node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages
}

const cpus = 'arm64|arm|x64|ia32|riscv64|ppc64|s390x|loong64|mips64el|wasm32'
const platformName = new RegExp(
  `[-/](android|darwin|freebsd|openharmony|linux|win32)(-musl)?-(${cpus})(?:-?(eabi|gnueabihf|musleabihf|gnu|musl|msvc))?$`,
)

/** Reads system, processor and C library from the name, as packages of binaries spell them. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined {
  // The two that sass-embedded offers to every system it has no binary for.
  if (name.endsWith('-all-unknown')) return { cpu: ['!arm', '!arm64', '!riscv64', '!x64'] }
  if (name.endsWith('-unknown-all')) return { os: ['!android', '!darwin', '!linux', '!win32'] }
  const found = platformName.exec(name)
  if (!found) return undefined
  const [, os = '', muslBefore, cpu = '', abi = ''] = found
  if (os !== 'linux') return { os: [os], cpu: [cpu] }
  return { os: [os], cpu: [cpu], libc: [muslBefore || abi.startsWith('musl') ? 'musl' : 'glibc'] }
}

if (import.meta.main) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const { lock, added } = completeLock(JSON.parse(readFileSync(path, 'utf8')) as Lock)
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  process.stderr.write(added.length > 0 ? `${added.length} added:\n  ${added.join('\n  ')}\n` : 'nothing was missing\n')
}
