-- An empty scope meant "all" to whoever could read these tables. Only the sealer, the relay and the sender of mails work
-- without a scope, and all of them are the worker role: it is named now, and the app role with no scope set sees nothing.
-- Roles are named after the owner's prefix (platform/db/setup.ts); the owner runs this.
do $$
declare worker text := regexp_replace(current_user, '_owner$', '_worker');
begin
  if worker = current_user then raise exception 'migrations run as the owner role, whose name ends in _owner'; end if;
  drop policy reading on audit.entry;
  drop policy sealing on audit.entry;
  -- A body reads who has seen its data; the centre reads all.
  create policy reading on audit.entry for select using (
    (select current_setting('app.scope', true)) = 'all'
    or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[]));
  execute format('create policy verifying on audit.entry for select to %I using (true)', worker);
  execute format('create policy sealing on audit.entry for update to %I using (true)', worker);

  drop policy relaying on platform.outbox;
  execute format('create policy relaying on platform.outbox for all to %I using (true)', worker);

  drop policy tenant on platform.delivery;
  create policy tenant on platform.delivery for all using (
    realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true)) = 'all'
      or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[])));
  execute format('create policy sending on platform.delivery for all to %I using (true)', worker);
end $$;

-- Names of all people, whoever asked: nothing reads it any more, names are asked of the module.
drop view identity.person_name;

-- TLP in the database: `app.tlps` holds the levels that may reach whoever asks (platform/contract/tlp.ts). A case beyond them is
-- not there, and neither is anything that hangs on it, in whichever module: a body does not learn from its list of
-- obligations what its list of cases may not tell. Restrictive: on top of the tenant's policy, never instead of it.
create policy tlp on cases."case" as restrictive for all using (
  tlp = any ((select nullif(current_setting('app.tlps', true), ''))::text[]));

-- Cases of the asker's own parties that are beyond its reach: ids only, for policies, once a query.
create function cases.withheld() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.id), '{}') from cases."case" c
  where not 'red' = any (coalesce(nullif(current_setting('app.tlps', true), ''), '{}')::text[])
    and c.realm = current_setting('app.realm', true)
    and (current_setting('app.scope', true) = 'all' or c.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[]))
    and c.tlp <> all (coalesce(nullif(current_setting('app.tlps', true), ''), '{}')::text[])
$$;
-- What the audit log calls them and what hangs on them: a body's log tells nothing of a case that its lists do not.
-- `withheld()` is asked once: called in a condition it would run for every row of evidence.
create index evidence_by_party on cases.evidence (party_id);
create function cases.withheld_objects() returns text[]
language sql stable security definer set search_path = '' as $$
  with hidden as materialized (select cases.withheld() as ids),
  asker as materialized (select nullif(current_setting('app.parties', true), '')::uuid[] as parties,
    coalesce(nullif(current_setting('app.tlps', true), ''), '{}')::text[] as tlps)
  select coalesce(array_agg(o.object), '{}') from (
    select 'case:' || w.id as object from unnest((select ids from hidden)) w(id)
    union all select 'evidence:' || e.id from cases.evidence e where e.case_id = any ((select ids from hidden)::uuid[])
    union all select 'evidence:' || e.id from cases.evidence e where e.party_id = any ((select parties from asker)::uuid[])
      and e.tlp <> all ((select tlps from asker)::text[])
    union all select 'notice:' || n.id from notices.notice n where n.case_id = any ((select ids from hidden)::uuid[])) o
$$;
-- Only for who asks with a level: the sealer and the verifier read the chain whole.
do $$
begin
  execute format('create policy tlp_of_object on audit.entry as restrictive for select to %I using (object <> all ((select cases.withheld_objects())::text[]))',
    regexp_replace(current_user, '_owner$', '_app'));
end $$;

do $$
declare name text;
begin
  foreach name in array array['cases.impact', 'cases.timeline', 'cases.decision', 'cases.condition', 'cases.evidence', 'cases.question', 'cases.task', 'cases.report',
    'obligations.dossier', 'obligations.obligation', 'obligations.change', 'notices.notice'] loop
    execute format('create policy tlp_of_case on %s as restrictive for all using (case_id <> all ((select cases.withheld())::uuid[]))', name);
  end loop;
  -- What carries a level of its own.
  foreach name in array array['timeline', 'decision', 'evidence', 'report'] loop
    execute format($p$create policy tlp on cases.%I as restrictive for all using (
      tlp = any ((select nullif(current_setting('app.tlps', true), ''))::text[]))$p$, name);
  end loop;
end $$;
-- These two hang on a row that has the case: what is not seen there is not seen here.
create policy tlp_of_evidence on cases.custody as restrictive for all using (exists (select from cases.evidence e where e.id = evidence_id));
create policy tlp_of_notice on notices.notice_version as restrictive for all using (exists (select from notices.notice n where n.id = notice_id));

-- The doors that cross the policies hold the level as well: as they were, with one condition more.
create or replace function cases.search_cases(words text, most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.id from cases."case" c
  where c.search @@ to_tsquery('simple', words)
    and c.realm = current_setting('app.realm', true)
    and c.tlp = any (nullif(current_setting('app.tlps', true), '')::text[])
    and (current_setting('app.scope', true) = 'all'
      or c.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[]))
  limit most
$$;

create or replace function cases.mains_for(main_ids uuid[])
returns table (id uuid, ref text, title text, provider_id uuid, provider_name text, state text, observed text,
  occurred_at timestamptz, description jsonb, conditions jsonb)
language sql stable security definer set search_path = '' as $$
  select m.id, m.ref, m.title, m.provider_id, m.provider_name, m.state, m.observed, m.occurred_at,
    case when m.tlp in ('amber', 'green', 'clear') then m.description else '{}' end,
    coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'required', k.required, 'title', k.title,
      'askedBy', k.asked_by, 'askedAt', k.asked_at, 'metAt', k.met_at) order by k.asked_at, k.id)
      from cases.condition k where k.case_id = m.id), '[]')
  from cases."case" m
  where m.id = any (main_ids) and m.kind = 'main' and exists (
    select 1 from cases."case" t where (t.main_id = m.id or t.id = m.id)
      and t.realm = current_setting('app.realm', true)
      and t.tlp = any (nullif(current_setting('app.tlps', true), '')::text[])
      and (current_setting('app.scope', true) = 'all'
        or t.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[])) limit 1)
$$;

create or replace function cases.path_names(of_main uuid, service_ids uuid[])
returns table (service_id uuid, name text, category text, party_name text)
language sql stable security definer set search_path = '' as $$
  select i.service_id, i.name, i.category, c.party_name
  from cases.impact i join cases."case" c on c.id = i.case_id
  where i.main_id = of_main and i.service_id = any (service_ids)
    and c.realm = current_setting('app.realm', true)
    and (c.party_kind in ('provider', 'in_house') or c.kind = 'main' or current_setting('app.scope', true) = 'all'
      or c.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[]))
    and exists (select 1 from cases."case" t where (t.main_id = of_main or t.id = of_main)
      and t.realm = current_setting('app.realm', true)
      and t.tlp = any (nullif(current_setting('app.tlps', true), '')::text[])
      and (current_setting('app.scope', true) = 'all'
        or t.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[])) limit 1)
$$;

-- Whoever publishes wakes the webhooks of its own body, and of no other.
create or replace function notices.queue_hooks(party uuid, message text, body text, at timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into notices.webhook_delivery (webhook_id, realm, party_id, message_id, payload, next_at, created_at)
  select w.id, w.realm, w.party_id, message, body, at, at from notices.webhook w
  where w.active and w.realm = 'live' and (w.party_id = party or w.party_id is null)
    and (current_setting('app.scope', true) = 'all' or party = any (nullif(current_setting('app.parties', true), '')::uuid[]))
  on conflict (webhook_id, message_id) do nothing
$$;
