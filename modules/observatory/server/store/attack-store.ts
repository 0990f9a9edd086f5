/** Releases of ATT&CK, and which codes our records carry. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'
import { SEARCHED_MOST, type AttackDomain, type AttackRelease, type Named, type Tactic, type Technique } from '../../contract-attack.ts'
import type { Release } from '../../core/attack/read.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
type By = { readonly id: string; readonly name: string; readonly at: Date }

export type ReleaseLine = Omit<AttackRelease, 'tactics' | 'importedAt' | 'usedAt'> & { readonly tactics: Tactic[]; readonly sha256: string; readonly importedAt: Date; readonly usedAt: Date | null }
const count = (kind: string) => sql`(select count(*)::int from observatory.attack_named n where n.release_id = r.id and n.kind = ${kind} and n.state = 'active')`
const columns = sql`r.id, r.domain, r.version, r.released_on::text as "releasedOn", r.file_name as "fileName", r.notice, r.tactics, encode(r.sha256, 'hex') as sha256, r.in_use as "inUse", r.imported_at as "importedAt", r.imported_by_name as "importedBy", r.used_at as "usedAt", r.used_by_name as "usedBy",
  (select count(*)::int from observatory.attack_technique t where t.release_id = r.id and t.state = 'active' and strpos(t.code, '.') = 0) as techniques, (select count(*)::int from observatory.attack_technique t where t.release_id = r.id and t.state = 'active' and strpos(t.code, '.') > 0) as subtechniques,
  ${count('software')} as software, ${count('group')} as groups, ${count('campaign')} as campaigns`
const newest = sql`string_to_array(r.version, '.')::int[] desc, r.domain, r.id`

export async function listReleases(tx: Tx): Promise<ReleaseLine[]> { return (await sql<ReleaseLine>`select ${columns} from observatory.attack_release r order by ${newest} limit 200`.execute(q(tx))).rows }
export async function releaseById(tx: Tx, id: string): Promise<ReleaseLine | undefined> { return (await sql<ReleaseLine>`select ${columns} from observatory.attack_release r where r.id = ${id}`.execute(q(tx))).rows[0] }
export async function releaseInUse(tx: Tx, domain: AttackDomain): Promise<ReleaseLine | undefined> { return (await sql<ReleaseLine>`select ${columns} from observatory.attack_release r where r.in_use and r.domain = ${domain}`.execute(q(tx))).rows[0] }
export async function releaseOf(tx: Tx, domain: AttackDomain, version: string): Promise<ReleaseLine | undefined> { return (await sql<ReleaseLine>`select ${columns} from observatory.attack_release r where r.domain = ${domain} and r.version = ${version}`.execute(q(tx))).rows[0] }

/** One imports, uses or removes at a time. */
export async function holdAttack(tx: Tx): Promise<void> { await sql`select pg_advisory_xact_lock(hashtextextended('observatory.attack', 0))`.execute(q(tx)) }

const PART = 1000
export async function insertRelease(tx: Tx, row: { id: string; version: string; fileName: string; sha256: string; release: Release }, by: By): Promise<void> {
  const { release } = row
  await sql`insert into observatory.attack_release (id, domain, version, released_on, file_name, sha256, notice, tactics, imported_at, imported_by, imported_by_name)
    values (${row.id}, ${release.domain}, ${row.version}, ${release.releasedOn}, ${row.fileName}, decode(${row.sha256}, 'hex'), ${release.notice}, ${JSON.stringify(release.tactics)}::jsonb, ${by.at}, ${by.id}, ${by.name})`.execute(q(tx))
  for (let at = 0; at < release.techniques.length; at += PART) await sql`insert into observatory.attack_technique (release_id, code, name, about, tactics, state, now, version, modified)
    select ${row.id}, t.code, t.name, t.about, t.tactics, t.state, t.now, t.version, t.modified
    from jsonb_to_recordset(${JSON.stringify(release.techniques.slice(at, at + PART))}::jsonb) as t(code text, name text, about text, tactics text[], state text, now text, version text, modified text)`.execute(q(tx))
  for (let at = 0; at < release.named.length; at += PART) await sql`insert into observatory.attack_named (release_id, code, kind, name, aliases, state, version)
    select ${row.id}, n.code, n.kind, n.name, n.aliases, n.state, n.version from jsonb_to_recordset(${JSON.stringify(release.named.slice(at, at + PART))}::jsonb) as n(code text, kind text, name text, aliases text[], state text, version text)`.execute(q(tx))
}
export async function deleteRelease(tx: Tx, id: string): Promise<void> { await sql`delete from observatory.attack_release where id = ${id}`.execute(q(tx)) }
export async function switchRelease(tx: Tx, id: string, domain: AttackDomain, by: By): Promise<void> {
  await sql`update observatory.attack_release set in_use = false where domain = ${domain} and in_use`.execute(q(tx))
  await sql`update observatory.attack_release set in_use = true, used_at = ${by.at}, used_by = ${by.id}, used_by_name = ${by.name} where id = ${id}`.execute(q(tx))
}

const techniqueColumns = sql`t.code, t.name, t.about, t.tactics, t.state, t.now, t.version, t.modified`
export async function techniquesOf(tx: Tx, releaseId: string): Promise<Technique[]> { return (await sql<Technique>`select ${techniqueColumns} from observatory.attack_technique t where t.release_id = ${releaseId} order by t.code`.execute(q(tx))).rows }
export async function namedOf(tx: Tx, releaseId: string): Promise<Named[]> { return (await sql<Named>`select code, kind, name, aliases, state, version from observatory.attack_named where release_id = ${releaseId} order by code`.execute(q(tx))).rows }

export type Called = Pick<Technique, 'code' | 'name' | 'state' | 'now'> & { readonly nowName: string | null; readonly parentName: string | null; readonly releasedOn: string | null }
const used = sql`observatory.attack_technique t join observatory.attack_release r on r.id = t.release_id and r.in_use`
/** Of the releases in use; `nowName` of what took its place. */
export async function calledIn(tx: Tx, codes: readonly string[]): Promise<Called[]> {
  if (codes.length === 0) return []
  return (await sql<Called>`select t.code, t.name, t.state, t.now, n.name as "nowName", p.name as "parentName", r.released_on::text as "releasedOn" from ${used}
    left join observatory.attack_technique n on n.release_id = t.release_id and n.code = t.now left join observatory.attack_technique p on p.release_id = t.release_id and p.code = split_part(t.code, '.', 1) and p.code <> t.code
    where t.code = any (${[...codes]}::text[])`.execute(q(tx))).rows
}
export async function anyInUse(tx: Tx): Promise<boolean> { return (await sql<{ yes: boolean }>`select exists (select from observatory.attack_release where in_use) as yes`.execute(q(tx))).rows[0]!.yes }
export async function noticeInUse(tx: Tx): Promise<string> { return (await sql<{ notice: string }>`select notice from observatory.attack_release where in_use order by domain limit 1`.execute(q(tx))).rows[0]?.notice ?? '' }

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
/** What begins with the words first, then what holds them. */
export async function searchTechniques(tx: Tx, words: string): Promise<(Technique & { domain: AttackDomain; parentName: string })[]> {
  return (await sql<Technique & { domain: AttackDomain; parentName: string }>`select ${techniqueColumns}, r.domain, coalesce((select p.name from observatory.attack_technique p where p.release_id = t.release_id and p.code = split_part(t.code, '.', 1) and p.code <> t.code), '') as "parentName" from ${used}
    where t.state <> 'deprecated' and (t.code ilike ${like(words)} or t.name ilike ${like(words)} or (length(${words}) > 3 and t.about ilike ${like(words)}))
    order by (t.state <> 'active'), (t.code ilike ${like(words).slice(1)}) desc, (t.name ilike ${like(words).slice(1)}) desc, (t.name ilike ${like(words)}) desc, t.code limit ${SEARCHED_MOST}`.execute(q(tx))).rows
}
export async function searchNamed(tx: Tx, words: string): Promise<Named[]> {
  return (await sql<Named>`select distinct on (n.code) n.code, n.kind, n.name, n.aliases, n.state, n.version from observatory.attack_named n join observatory.attack_release r on r.id = n.release_id and r.in_use
    where n.state = 'active' and (n.code ilike ${like(words)} or n.name ilike ${like(words)} or exists (select from unnest(n.aliases) a where a ilike ${like(words)})) order by n.code limit ${SEARCHED_MOST}`.execute(q(tx))).rows
}

// ── What of ours carries a code ───────────────────────────────────────────────────────────────────────────────────────

export type Carrying = { readonly id: string; readonly label: string; readonly codes: readonly string[] }
export const CARRYING_MOST = 200_000
export async function entriesCarrying(tx: Tx, codes: readonly string[]): Promise<Carrying[]> {
  if (codes.length === 0) return []
  return (await sql<Carrying>`select r.entry_id as id, e.ref || case r.title when '' then '' else ' · ' || r.title end as label, r.techniques as codes from observatory.record r join observatory.entry e on e.id = r.entry_id
    where r.realm = (select current_setting('app.realm')) and r.techniques && ${[...codes]}::text[] order by r.started_on desc nulls last, e.ref limit ${CARRYING_MOST}`.execute(q(tx))).rows
}
/** Attacks, not near misses and false alarms, by the codes that they name together; those that name none too. */
export async function codesTogether(tx: Tx): Promise<{ codes: string[]; n: number }[]> {
  return (await sql<{ codes: string[]; n: number }>`select coalesce(techniques, '{}') as codes, count(*)::int as n from observatory.record where realm = (select current_setting('app.realm')) and coalesce(facts ->> 'certainty', 'confirmed') in ('confirmed', 'suspected') group by 1`.execute(q(tx))).rows
}
export async function findAttackWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const [ids, name, at] of [['imported_by', 'imported_by_name', 'imported_at'], ['used_by', 'used_by_name', 'used_at']] as const) {
    const match = matchOf(subject, { ids, names: [name] })
    found.push(...(await sql<Found>`select ${`attack_${ids}:`} || id as id, ${sql.raw(at)} as at, ${match} as by, 'ATT&CK ' || version as label, jsonb_build_object('what', ${ids}::text, 'domain', domain, 'version', version) as data from observatory.attack_release where ${sql.raw(at)} is not null and ${match} is not null order by 2, 1`.execute(q(tx))).rows)
  }
  return found
}
