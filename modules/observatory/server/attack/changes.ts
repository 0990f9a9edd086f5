/** A release against the one in use, and what of ours carries a code that it changes: entries, cases of the centre, rules of the watch. */
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { AttackChanges, AttackRelease, Changed, Touched } from '../../contract-attack.ts'
import { compareNamed, compareTactics, compareTechniques, countKinds, tagged, tells } from '../../core/attack/compare.ts'
import type { Context } from '../context.ts'
import { entriesCarrying, namedOf, releaseById, releaseInUse, techniquesOf, type Carrying, type ReleaseLine } from '../store/attack-store.ts'

export const toRelease = ({ id, domain, version, releasedOn, fileName, notice, inUse, techniques, subtechniques, tactics, software, groups, campaigns, importedAt, importedBy, usedAt, usedBy }: ReleaseLine): AttackRelease => ({
  id, domain, version, releasedOn, fileName, notice, inUse, techniques, subtechniques, tactics: tactics.length, software, groups, campaigns, importedAt: importedAt.toISOString(), importedBy, usedAt: usedAt?.toISOString() ?? null, usedBy,
})

/** @throws Refusal not_found; conflict for one of another domain. */
export async function readChanges({ ground: { db }, needs }: Context, actor: Actor, releaseId: string, against: string | undefined): Promise<AttackChanges> {
  return db.as(actor, async (tx) => {
    const to = await releaseById(tx, releaseId)
    const from = to && (against === undefined ? await releaseInUse(tx, to.domain) : await releaseById(tx, against))
    if (!to || (against !== undefined && !from)) throw new Refusal('not_found')
    if (from && from.domain !== to.domain) throw new Refusal('conflict')
    // The first release changes nothing: there was none.
    if (!from) return { to: toRelease(to), from: null, counts: { techniques: [], software: [], groups: [], campaigns: [] }, touched: [], tactics: [], techniques: [], named: [] }
    const techniques = compareTechniques(await techniquesOf(tx, from.id), await techniquesOf(tx, to.id))
    const named = compareNamed(await namedOf(tx, from.id), await namedOf(tx, to.id))
    const kind = (of: string) => countKinds(named.filter((one) => one.kind === of))
    const rules = (await needs.watch.tagged(tx)).map((rule) => ({ id: rule.id, label: rule.title, ...tagged(rule.tags) }))
    return {
      to: toRelease(to), from: toRelease(from), counts: { techniques: countKinds(techniques), software: kind('software'), groups: kind('group'), campaigns: kind('campaign') },
      touched: await touchedOf(tx, techniques.filter(tells), { cases: (codes) => needs.cases.carrying(tx, codes), rules: rules.map(({ techniques: codes, ...rule }) => ({ ...rule, codes })) }),
      tactics: compareTactics(from.tactics, to.tactics).map((one) => ({ ...one, rules: carriedBy(one.code, rules.map(({ tactics: codes, ...rule }) => ({ ...rule, codes }))) })),
      techniques, named,
    }
  })
}

const SHOWN = 20
function carriedBy(code: string, all: readonly Carrying[]): Touched['rules'] {
  const those = all.filter((one) => one.codes.includes(code))
  return { n: those.length, items: those.slice(0, SHOWN).map(({ id, label }) => ({ id, label: label.slice(0, 300) })) }
}
async function touchedOf(tx: Tx, changed: readonly Changed[], others: { cases(codes: readonly string[]): Promise<readonly Carrying[]>; readonly rules: readonly Carrying[] }): Promise<Touched[]> {
  const codes = changed.map((one) => one.code)
  const [entries, cases] = [byCode(await entriesCarrying(tx, codes)), byCode(await others.cases(codes))]
  const rules = byCode(others.rules)
  return changed.map((one): Touched => ({ ...one, entries: shown(entries.get(one.code)), cases: shown(cases.get(one.code)), rules: shown(rules.get(one.code)) })).filter((one) => one.entries.n + one.cases.n + one.rules.n > 0)
}
function byCode(all: readonly Carrying[]): Map<string, Carrying[]> {
  const found = new Map<string, Carrying[]>()
  for (const one of all) for (const code of one.codes) { const list = found.get(code); if (list) list.push(one); else found.set(code, [one]) }
  return found
}
const shown = (all: readonly Carrying[] = []): Touched['rules'] => ({ n: all.length, items: all.slice(0, SHOWN).map(({ id, label }) => ({ id, label: label.slice(0, 300) })) })
