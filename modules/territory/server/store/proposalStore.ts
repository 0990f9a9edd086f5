import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

export type DirectoryLine = { id: string; name: string; kind: string; registry: string; code: string; codes: Record<string, string>; website: string; population: number | null; district_id: string | null; domains: string[] }
/** Every party with what a contract, a list or a domain may know it by. */
export const readDirectory = async (tx: Tx): Promise<DirectoryLine[]> => (await sql<DirectoryLine>`select p.id, p.name, p.kind, p.registry, p.code, p.codes, p.website, p.population, p.district_id,
  coalesce((select array_agg(a.value) from territory.asset a where a.party_id = p.id and a.kind = 'domain' and a.state <> 'denied'), '{}') as domains from territory.party p order by p.id`.execute(own<'territory'>(tx))).rows

export const readServicesOf = async (tx: Tx, partyIds: readonly string[]): Promise<{ id: string; party_id: string; category: string }[]> =>
  (await sql<{ id: string; party_id: string; category: string }>`select id, party_id, category from territory.service where party_id = any (${partyIds as string[]}::uuid[]) order by name, id`.execute(own<'territory'>(tx))).rows

export type EdgeOf = { id: string; dependent_id: string; provider_id: string; kind: string; state: string; evidence: unknown[] }
export const readEdgesOf = async (tx: Tx, partyIds: readonly string[]): Promise<EdgeOf[]> =>
  (await sql<EdgeOf>`select id, dependent_id, provider_id, kind, state, evidence from territory.dependency where party_id = any (${partyIds as string[]}::uuid[])`.execute(own<'territory'>(tx))).rows

/** Edges that somebody stands for, by body and category. */
export const readKnownEdges = async (tx: Tx): Promise<{ party_id: string; provider_id: string; category: string; kind: string }[]> =>
  (await sql<{ party_id: string; provider_id: string; category: string; kind: string }>`select distinct d.party_id, d.provider_id, s.category, d.kind from territory.dependency d
    join territory.service s on s.id = d.dependent_id where d.state in ('declared', 'confirmed') and d.party_id <> d.provider_id`.execute(own<'territory'>(tx))).rows

export const readUnionMembers = async (tx: Tx): Promise<{ member_id: string; of_id: string }[]> =>
  (await sql<{ member_id: string; of_id: string }>`select m.member_id, m.of_id from territory.membership m join territory.party u on u.id = m.of_id where u.kind = 'union'`.execute(own<'territory'>(tx))).rows

export const readBodyStates = async (tx: Tx) => ({
  bodies: (await sql<{ id: string; kind: string; population: number | null }>`select id, kind, population from territory.party
    where kind not in ('provider', 'firm', 'responder', 'authority', 'centre', 'district')`.execute(own<'territory'>(tx))).rows,
  edges: (await sql<{ party_id: string; category: string; state: string }>`select distinct d.party_id, s.category, d.state from territory.dependency d
    join territory.service s on s.id = d.dependent_id`.execute(own<'territory'>(tx))).rows,
})
