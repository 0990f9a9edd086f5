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
