/** Of no body, and yet for the centre alone: a key, and the proof that something went. And one who asks of their own data. */
import type { Making } from './making.ts'

export async function layRetention({ t, done, ids, add }: Making) {
  await t.sql(`insert into platform.key (recipient, since) values ('prova', now())`)
  await t.sql(`with run as (insert into retention.run (id, started_at, finished_at, by) values (gen_random_uuid(), now(), now(), 'job') returning id), leaf as (select sha256($1::text::bytea) as hash)
    insert into retention.proof (id, run_id, rule, at, removed, oldest, newest, digest, leaves) select gen_random_uuid(), run.id, 'prova', now(), 1, now(), now(), sha256(leaf.hash), leaf.hash from run, leaf`, [ids.a.caseId])
  const requestId = (await done('coordinator', 'retention.add_request', { body: { sought: { emails: ['nessuno@prova.example'] }, kinds: ['access', 'erasure'], verified: 'document', receivedOn: '2026-01-31' } })).id
  add('a', { requestId })
}
