/** Two releases side by side: what is new, gone, called otherwise, moved to another tactic, and how much its authors changed of the rest. */
import { changeKinds, telling, type Changed, type ChangeKind, type Named, type Tactic, type Technique } from '../../contract-attack.ts'

type Change = Changed['changes'][number]
type Dated = Pick<Technique, 'code' | 'name' | 'state' | 'version'> & { readonly modified?: string; readonly now?: string | null; readonly tactics?: readonly string[] }

/** In the order of codes; what is as it was is left out. */
export function compareTechniques(before: readonly Technique[], after: readonly Technique[]): Changed[] { return compare(before, after) }
export function compareNamed(before: readonly Named[], after: readonly Named[]): (Changed & { readonly kind: Named['kind'] })[] {
  const kinds = new Map([...before, ...after].map((one) => [one.code, one.kind]))
  return compare(before, after).map((one) => ({ ...one, kind: kinds.get(one.code)! }))
}
/** By their short names, which rules carry; a name that changes under the same short name is told too. */
export function compareTactics(before: readonly Tactic[], after: readonly Tactic[]): Changed[] {
  return compare(before.map((one) => ({ code: one.short, name: one.name, state: 'active' as const, version: '' })), after.map((one) => ({ code: one.short, name: one.name, state: 'active' as const, version: '' })))
}

function compare(before: readonly Dated[], after: readonly Dated[]): Changed[] {
  const was = new Map(before.map((one) => [one.code, one]))
  const is = new Map(after.map((one) => [one.code, one]))
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((code) => {
    const changes = changesOf(was.get(code), is.get(code))
    return changes.length > 0 ? [{ code, name: (is.get(code) ?? was.get(code))!.name, changes }] : []
  })
}

function changesOf(was: Dated | undefined, is: Dated | undefined): Change[] {
  // What comes already revoked, or goes after it was, concerns nobody.
  if (!was) return is!.state === 'active' ? [{ kind: 'added' }] : []
  if (!is) return was.state === 'active' ? [{ kind: 'removed' }] : []
  if (is.state !== was.state) return is.state === 'active' ? [{ kind: 'back' }] : is.state === 'deprecated' ? [{ kind: 'deprecated' }] : [{ kind: 'revoked', ...(is.now ? { to: is.now } : {}) }]
  if (is.state !== 'active') return is.state === 'revoked' && is.now && was.now !== is.now ? [{ kind: 'revoked', to: is.now }] : []
  const changes: Change[] = []
  if (is.name !== was.name) changes.push({ kind: 'renamed', from: was.name, to: is.name })
  const [from, to] = [was, is].map((one) => [...(one.tactics ?? [])].sort().join(', '))
  if (from !== to) changes.push({ kind: 'moved', from: from!, to: to! })
  if (is.version !== was.version) changes.push({ kind: major(is.version) === major(was.version) ? 'minor' : 'major', from: was.version, to: is.version })
  else if (changes.length === 0 && is.modified !== was.modified) changes.push({ kind: 'patch' })
  return changes
}
const major = (version: string): string => version.split('.', 1)[0]!

export function countKinds(all: readonly Changed[]): { kind: ChangeKind; n: number }[] {
  return changeKinds.map((kind) => ({ kind, n: all.filter((one) => one.changes.some((change) => change.kind === kind)).length })).filter((one) => one.n > 0)
}
export const tells = (one: Changed): boolean => one.changes.some((change) => (telling as readonly ChangeKind[]).includes(change.kind))

/** Tags of a Sigma rule: codes of techniques and short names of tactics, with a hyphen as ATT&CK writes them. */
export function tagged(tags: readonly string[]): { readonly techniques: readonly string[]; readonly tactics: readonly string[] } {
  const ours = tags.flatMap((tag) => /^attack\.(.{1,100})$/i.exec(tag)?.[1]?.toLowerCase() ?? [])
  return { techniques: [...new Set(ours.filter((one) => /^t\d{4}(\.\d{3})?$/.test(one)).map((one) => one.toUpperCase()))], tactics: [...new Set(ours.filter((one) => !/^[tsgc]a?\d/.test(one)).map((one) => one.replaceAll('_', '-')))] }
}
