/** The walls in the database: whatever the code asks, as the app role for A no row of B is there, in any table. */
import { expect, test } from 'vitest'
import { readableTlps, type Actor } from '#platform/contract/index.ts'
import { anonymous, LIVE } from '#platform/contract/access.ts'
import { SECRET, type World } from './world/index.ts'

/** No row-level security, and why. The tables of the sign-in library are reached by the auth role alone. */
const withoutPolicies: Readonly<Record<string, string>> = {
  'platform.centre': 'one row: what the centre is called and when it answers',
  'platform.migration': 'which migrations have run',
  'audit.head': 'a number and a hash: where the chain ends',
  ...Object.fromEntries(['user', 'session', 'account', 'verification', 'twoFactor', 'passkey', 'rateLimit', 'membership', 'invitation', 'refused_sign_in', 'policy', 'api_token', 'emergency'].map((name) => [`identity.${name}`, 'the app role has no right here'])),
}
/** No row of B in the world, and why none could be hidden. */
const withoutBodies: Readonly<Record<string, string>> = {
  'platform.key': 'public halves of the keys of the centre',
  'platform.outbox': 'events on their way: the app role writes them and reads none',
  'retention.run': 'when the centre took away what was due, and which rules failed',
  'retention.proof': 'hashes of ids, and how many: no id stands in it, whoever it was of',
  'retention.request': 'who asked the centre about their own data, sealed',
  'retention.notice': 'whether the notice of the centre is public',
  'platform.key_rotation': 'public halves of keys of the centre',
  'territory.import': 'files of the centre',
  'territory.version': 'a count by realm, for caches',
  'cases.counter': 'a count by year',
  'coordination.on_call': 'turns of the people of the centre',
  'coordination.card_miss': 'wrong codes, of no body by nature',
  'coordination.roster_feed': 'calendar addresses of the people of the centre',
  'coordination.profile': 'what the centre says of itself',
  'playbooks.playbook': 'the library of the centre: how it works, about no body',
  'notices.service_state': 'what two people have agreed to: every row is public',
  'notices.service_period': 'the same over time',
  'exercise.run': 'exercises of the centre',
  'intake.sign': 'pieces of normal forms, for the desk alone',
  'intake.code': 'hashes of codes',
  'intake.merge': 'what the desk merged',
  'intake.merged': 'what each report was before',
  'intake.draft': 'answers that are being written, sealed',
  'intake.import': 'files of the centre',
  'platform.day_key': 'sealed keys of the centre',
  'platform.mail_key': 'public keys of addresses: a person has its own through the module',
  'watch.rule': 'the catalogue of the centre: about no body',
  'watch.import': 'what was brought to the catalogue: about no body',
  'watch.import_rule': 'the same, rule by rule',
  'watch.rule_event': 'events by which rules are tried: about no body',
  'watch.list': 'lists of indicators of the centre: about no body',
  'watch.campaign': 'campaigns of attacks, for the centre: about no body',
  'watch.shared': 'with which groups of other centres a list or campaign is shared',
  'watch.list_version': 'the same, version by version',
  'watch.list_part': 'their texts',
  'watch.withdrawn': 'values that do not count in them',
  'watch.cursor': 'how far the queues were read, and correlations have come',
  'watch.taken': 'which messages of the stream were read',
  'observatory.counter': 'numbers of references, by year',
  'observatory.attack_release': 'releases of ATT&CK: a public reference, about no body',
  'observatory.attack_technique': 'the same, technique by technique',
  'observatory.attack_named': 'the same: software, groups, campaigns',
  'observatory.publication_change': 'which publications changed, in which transaction',
  'observatory.import': 'files of the centre',
  'observatory.mapping': 'what columns mean: about no body',
  'observatory.feed': 'feeds that the centre reads: about no body',
  'observatory.feed_event': 'the same, event by event',
  ...Object.fromEntries(['sharing_group', 'peer', 'member', 'collection', 'object', 'value', 'tombstone', 'conflict', 'status', 'pull', 'push', 'feed_event', 'choice', 'gift', 'standing'].map((name) => [`sharing.${name}`, 'what the centre exchanges with other centres: of no body; who of them reads what is tried in modules/sharing'])),
  'observatory.noise_budget': 'what was asked with noise in a year: about no body',
  'observatory.denominator': 'how many there are of each kind: about no body',
  'observatory.report': 'what the centre wrote for a year: about no body',
  'observatory.report_edition': 'reports of the centre: what is public of them is for everybody',
  'observatory.report_document': 'the same, as documents',
  'observatory.study': 'studies of the centre: figures of all',
  'observatory.study_version': 'the same, version by version',
  'messages.recipient': 'addresses: a person has its own through the module',
  'messages.mute': 'what an address does not want to receive',
}
/** A row about B may be written by whoever acts, never read back. */
const mayWrite: Readonly<Record<string, string>> = {
  'audit.entry': 'says who did what, on whatever it was',
  'platform.outbox': 'an event is judged by those who handle it',
}
/** Functions that run as the owner: each holds the wall itself. Called for A with what is B's: what comes back. */
const doors: Readonly<Record<string, { call: string; args(w: World): unknown[]; gives: unknown; /** Looked at afterwards, by the owner. */ then?: string; why?: string }>> = {
  'territory.party_labels': { call: 'select name from territory.party_labels($1::uuid[])', args: ({ ids }) => [[ids.b.partyId, ids.q.partyId]], gives: [] },
  'territory.service_labels': { call: 'select name from territory.service_labels($1::uuid[])', args: ({ ids }) => [[ids.b.serviceId, ids.q.serviceId]], gives: [] },
  'territory.search_parties': { call: `select id from territory.search_parties('segretara', null, '', null, 10, 0)`, args: () => [], gives: [] },
  'territory.offered_services': { call: `select name from territory.offered_services('', $1::uuid[], 10, 0)`, args: ({ ids }) => [[ids.b.serviceId]], gives: [] },
  'territory.domain_taken': { call: `select territory.domain_taken('segretara.example', $1) as taken`, args: ({ ids }) => [ids.a.partyId], gives: [{ taken: true }], why: 'tells that a domain is held, not by whom: domains are public, and two bodies with one would be taken for each other' },
  'territory.reach': { call: 'select reach as id from territory.reach($1::uuid[], null)', args: ({ ids }) => [[ids.b.partyId]], gives: 'the same', why: 'ids in, ids out: asked by the server at sign-in for memberships it has read itself' },
  'cases.search_cases': { call: `select search_cases as id from cases.search_cases('segretara | rubinara | fermo', 10)`, args: () => [], gives: 'own' },
  'cases.evidence_files': { call: 'select kept from cases.evidence_files(array[sha256($1::bytea)])', args: () => [Buffer.from(SECRET)], gives: [] },
  'cases.mains_for': { call: 'select title from cases.mains_for($1::uuid[])', args: ({ mains }) => [[mains.q, mains.red]], gives: [] },
  'cases.path_names': { call: 'select name from cases.path_names($1, $2::uuid[])', args: ({ mains, ids }) => [mains.p, [ids.b.serviceId]], gives: [] },
  'cases.question_by_token': { call: `select id from cases.question_by_token(sha256('guessed'))`, args: () => [], gives: [] },
  'cases.withheld': { call: 'select unnest(cases.withheld()) as id', args: () => [], gives: 'red', why: 'what is hidden from the asker among its own: for policies' },
  'cases.withheld_objects': { call: `select o as id from unnest(cases.withheld_objects()) o where o like 'case:%'`, args: () => [], gives: 'red', why: 'the same, as the audit log writes it' },
  'obligations.calendar_by_token': { call: `select person_id from obligations.calendar_by_token('guessed')`, args: () => [], gives: [] },
  'obligations.realms_due': { call: `select * from obligations.realms_due(now() - interval '10 years')`, args: () => [], gives: [] },
  'observatory.list_records': { call: `select list_records as id from observatory.list_records(null, null, null, null, null, 10, 0)`, args: () => [], gives: [] },
  'observatory.count_records': { call: `select observatory.count_records(null, null, null, null, null, 10) as n`, args: () => [], gives: [{ n: 0 }] },
  'observatory.search_records': { call: `select search_records as id from observatory.search_records('segretara | rubinara', 10)`, args: () => [], gives: [] },
  'intake.search_reports': { call: `select search_reports as id from intake.search_reports('segretara OR rubinara OR messaggio', 10)`, args: () => [], gives: 'own report' },
  'intake.withheld_objects': { call: 'select unnest(intake.withheld_objects()) as id', args: () => [], gives: 'red report', why: 'the same, as the audit log writes it' },
  'intake.withheld': { call: 'select unnest(intake.withheld()) as id', args: () => [], gives: 'red report', why: 'what is hidden from the asker among its own: for policies' },
  'sharing.asking_groups': { call: 'select unnest(sharing.asking_groups())::text as id', args: () => [], gives: [] },
  'sharing.asking_collections': { call: `select c.title from sharing.collection c where c.no = any (sharing.asking_collections())`, args: () => [], gives: [] },
  'sharing.asking_tlps': { call: 'select sharing.asking_tlps() as tlps', args: () => [], gives: [{ tlps: ['clear'] }], why: 'what anybody may have' },
  'notices.free_slug': { call: `select notices.free_slug('body', 'segretara', $1) as slug`, args: ({ ids }) => [ids.a.partyId], gives: [{ slug: 'segretara-2' }], why: 'tells that an address is taken, not by whom: addresses are public' },
  'notices.queue_hooks': { call: `select notices.queue_hooks($1, 'forged', '{}', now())`, args: ({ ids }) => [ids.b.partyId], then: `select party_id from notices.webhook_delivery where message_id = 'forged'`, gives: [] },
  'notices.count_subscribers': { call: 'select notices.count_subscribers($1) as n', args: ({ ids }) => [ids.b.partyId], gives: [{ n: 0 }] },
}

const memberOf = (partyId: string): Actor => ({ kind: 'person', id: 'prova', name: 'Prova', roles: ['member'], scope: 'parties', parties: [partyId], realm: LIVE })

export function tables(world: () => World) {
  type Table = { name: string; secured: boolean; realm: boolean; columns: string }
  const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'graphile_worker')`
  const list = (w: World) => w.t.sql<Table>(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, bool_or(a.attname = 'realm') as realm,
      string_agg(quote_ident(a.attname), ', ') filter (where a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and ${ours} group by 1, 2 order by 1`)
  const quoted = (name: string) => name.split('.').map((part) => `"${part}"`).join('.')

  type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  /** As the app role, with the settings of this actor or with none; nothing is kept. Triggers sleep, so that a refusal is the policy's. `owner` sees all again. */
  async function as<T>(w: World, actor: Actor | undefined, work: (query: Query, owner: Query) => Promise<T>): Promise<T> {
    const client = await w.t.superuser.connect()
    const query: Query = async (text, values) => (await client.query<Record<string, unknown>>(text, values)).rows
    try {
      await query('begin; set local session_replication_role = replica')
      const settings = actor ? { scope: actor.scope, parties: `{${actor.parties.join()}}`, realm: actor.realm, actor: actor.id, tlps: `{${readableTlps(actor).join()}}` } : {}
      for (const [name, value] of Object.entries(settings)) await query('select set_config($1, $2, true)', [`app.${name}`, value])
      await query(`set local role ${w.t.connect.app.user}`)
      return await work(query, async (text, values) => { await query('reset role'); return query(text, values) })
    } finally { await client.query('rollback'); client.release() }
  }

  test('every table has row-level security, or stands on the list with its reason', async () => {
    expect((await list(world())).filter((one) => !one.secured).map((one) => one.name)).toEqual(Object.keys(withoutPolicies).sort())
  })

  test('a policy asks a setting once a query: no setting and no cast of one is read for each row', async () => {
    const policies = await world().t.sql<{ name: string; text: string }>(`select schemaname || '.' || tablename || ' ' || policyname as name, concat(qual, ' ', with_check) as text
      from pg_policies n where schemaname !~ '^pg_' and schemaname <> 'graphile_worker'`)
    const everyRow = ({ text }: { text: string }) => {
      const [outside, asked] = withoutSelects(text)
      return /current_setting|'all'/.test(outside) || asked.some((one) => /app\.(parties|tlps)/.test(one) && !one.includes('[]'))
    }
    expect(policies.filter((one) => one.text.includes('app.')).length).toBeGreaterThan(60)
    expect(policies.filter(everyRow).map((one) => one.name)).toEqual([])
  })

  test('no view shows what its reader could not read', async () => {
    expect(await world().t.sql(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and ${ours} and not coalesce('security_invoker=true' = any (c.reloptions), false)`)).toEqual([])
  })

  test('B has a row in every table that could hold one', async () => {
    const w = world()
    const empty: string[] = []
    for (const { name } of await list(w)) if (!(name in withoutPolicies) && (await w.t.sql(`select 1 from ${quoted(name)} t where t::text like $1 limit 1`, [`%${w.party.b}%`])).length === 0) empty.push(name)
    expect(empty).toEqual(Object.keys(withoutBodies).sort())
  })

  test('for A no row of B, and none of its own red case, can be read, changed, removed or put', async () => {
    const w = world()
    const found: string[] = []
    for (const { name, secured, realm, columns } of await list(w)) {
      if (!secured) continue
      const table = quoted(name)
      const hidden = `from ${table} t where t::text like any (array['%${w.party.b}%', '%${w.ids.red.caseId}%', '%${w.mains.red}%'])`
      const [there] = await w.t.sql<{ n: number }>(`select count(*)::int as n ${hidden}`)
      const [row] = await w.t.sql<{ row: object }>(`select to_jsonb(t) as row from ${table} t where t::text like '%${w.party.b}%' limit 1`)
      // Changing and removing go blind: a statement that reads no column is asked by the policy of writing alone.
      const tries: Record<string, (query: Query, owner: Query) => Promise<number>> = {
        read: async (query) => (await query(`select 1 ${hidden}`)).length,
        ...(realm ? { changed: async (query, owner) => { await query(`update ${table} set realm = 'live'`); return (await owner(`select 1 ${hidden} and xmin = pg_current_xact_id()::xid`)).length } } : {}),
        removed: async (query, owner) => { await query(`delete from ${table}`); return there!.n - (await owner(`select 1 ${hidden}`)).length },
        ...(row && !(name in mayWrite) ? { put: async (query) => { await query(`insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${table}, $1)`, [row.row]); return 1 } } : {}),
      }
      for (const [what, work] of Object.entries(tries)) {
        // 42501: no right, or refused by a policy. Any other error came after the wall.
        const rows = await as(w, memberOf(w.party.a), work).catch((error: { code?: string; message: string }) => (error.code === '42501' ? 0 : error.message))
        if (rows !== 0) found.push(`${what} ${name}: ${rows}`)
      }
    }
    expect(found).toEqual([])
  })

  test('nobody, and the app role with no scope set, read no row but what is public', async () => {
    const w = world()
    const seen: Record<string, string[]> = { nobody: [], 'no scope': [] }
    for (const { name, secured } of await list(w)) {
      if (!secured) continue
      for (const [who, actor] of [['nobody', anonymous], ['no scope', undefined]] as const) {
        const rows = await as(w, actor, (query) => query(`select 1 from ${quoted(name)} limit 1`)).catch((error: { code?: string }) => { if (error.code === '42501') return []; throw error })
        if (rows.length > 0) seen[who]!.push(name)
      }
    }
    expect(seen).toEqual({ nobody: ['notices.body_page', 'notices.publication', 'notices.service_period', 'notices.service_state', 'observatory.publication', 'observatory.report_document', 'observatory.report_edition', 'territory.version'], 'no scope': ['territory.version'] })
  })

  test('what the app role may not even ask: events, the queue, who is who, the past', async () => {
    const w = world()
    const may = async (right: string, of: string) => (await w.t.sql<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${of} and has_schema_privilege($1, n.oid, 'usage') and has_table_privilege($1, c.oid, $2) order by 1`, [w.t.connect.app.user, right])).map((one) => one.name)
    for (const right of ['select', 'insert', 'update', 'delete']) {
      expect(await may(right, `n.nspname = 'graphile_worker'`), `${right} in the queue`).toEqual([])
      expect(await may(right, `n.nspname = 'identity'`), `${right} in identity`).toEqual([])
      if (right !== 'insert') expect(await may(right, `n.nspname = 'platform' and c.relname = 'outbox'`), `${right} events`).toEqual([])
      if (right === 'update' || right === 'delete') expect(await may(right, `n.nspname = 'audit'`), `${right} the past`).toEqual([])
    }
    await expect(w.t.appPool.query('update audit.entry set reason = reason')).rejects.toThrow('permission denied')
  })

  test('functions that run as the owner: all are known', async () => {
    const known = await world().t.sql<{ name: string }>(`select distinct n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ours} order by 1`)
    expect(known.map((one) => one.name)).toEqual(Object.keys(doors).sort())
  })

  test.each(Object.entries(doors))('%s holds the wall', async (_, { call, args, gives, then }) => {
    const w = world()
    const rows = await as(w, memberOf(w.party.a), async (query, owner) => { const given = await query(call, args(w)); return then ? owner(then) : given })
    const ids = rows.map((row) => String(row['id']))
    if (gives === 'the same') expect(ids).toEqual([w.ids.b.partyId])
    else if (gives === 'own') expect(ids).toEqual([w.ids.a.caseId])
    else if (gives === 'own report') { expect(ids).toContain(w.ids.a.reportId); for (const holder of ['b', 'q', 'red', 'redMain'] as const) expect(ids).not.toContain(w.ids[holder].reportId) }
    else if (gives === 'red report') expect(ids.map((id) => id.replace('report:', ''))).toEqual([w.ids.red.reportId])
    else if (gives === 'red') expect(ids.map((id) => id.replace('case:', ''))).toEqual([w.ids.red.caseId])
    else expect(rows).toEqual(gives)
  })
}

/** A policy's text with its sub-selects taken out, and these. */
function withoutSelects(text: string): [string, string[]] {
  const asked: string[] = []
  for (let from = text.indexOf('( SELECT'); from >= 0; from = text.indexOf('( SELECT')) {
    let end = from, open = 0
    do open += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0; while (end++ < text.length && open > 0)
    asked.push(text.slice(from, end))
    text = `${text.slice(0, from)}?${text.slice(end)}`
  }
  return [text, asked]
}
