-- Data and assets are said like dependencies: by whom, when, how surely. A person's word (`confirmed`, or `denied` for what
-- is not so or no longer) is not undone by a file.
alter table territory.dataset
  add column state text not null default 'declared' check (state in ('declared', 'confirmed', 'denied')),
  -- The service of a provider on which the data lie: whoever reads that service reads them.
  add column held_on_id uuid references territory.service,
  add column country text not null default '' check (country ~ '^([A-Z]{2})?$'),
  add column source_date date,
  add column confidence real not null default 1 check (confidence between 0 and 1),
  add column version int not null default 1;
alter table territory.asset
  add column state text not null default 'declared' check (state in ('declared', 'confirmed', 'denied')),
  add column source_date date,
  add column confidence real not null default 1 check (confidence between 0 and 1),
  add column version int not null default 1;
alter table territory.contact
  add column version int not null default 1;
create index dataset_held_on on territory.dataset (held_on_id) where held_on_id is not null;
create index asset_by_domain on territory.asset (value) where kind = 'domain' and state <> 'denied';

-- Labels as in 0020, and those who hold the asker's data: it said so itself.
create or replace function territory.party_labels(ids uuid[]) returns table (id uuid, name text, kind text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with me as materialized (
    select current_setting('app.scope', true) as scope, current_setting('app.realm', true) as realm,
      coalesce(nullif(current_setting('app.parties', true), ''), '{}')::uuid[] as parties)
  select p.id, p.name, p.kind from me, territory.party p
  where p.id = any (ids) and p.realm in ('live', me.realm) and (me.scope = 'all' or (me.scope = 'parties' and (
    p.id = any (me.parties)
    or exists (select from territory.dependency d where d.provider_id = p.id and d.party_id = any (me.parties) and d.realm in ('live', me.realm))
    or exists (select from territory.dependency d where d.party_id = p.id and d.provider_id = any (me.parties)
      and d.state in ('declared', 'confirmed') and d.realm in ('live', me.realm))
    or exists (select from territory.dataset h where h.held_by_id = p.id and h.party_id = any (me.parties) and h.realm in ('live', me.realm))
    or exists (select from territory.membership m where m.of_id = p.id and m.member_id = any (me.parties) and m.realm in ('live', me.realm))
    or exists (select from territory.party mine where mine.district_id = p.id and mine.id = any (me.parties)))))
$$;
create or replace function territory.service_labels(ids uuid[]) returns table (id uuid, name text, category text, party_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with me as materialized (
    select current_setting('app.scope', true) as scope, current_setting('app.realm', true) as realm,
      coalesce(nullif(current_setting('app.parties', true), ''), '{}')::uuid[] as parties)
  select s.id, s.name, s.category, s.party_id from me, territory.service s
  where s.id = any (ids) and s.realm in ('live', me.realm) and (me.scope = 'all' or (me.scope = 'parties' and (
    s.party_id = any (me.parties)
    or exists (select from territory.dependency d where d.on_id = s.id and d.party_id = any (me.parties) and d.realm in ('live', me.realm))
    or exists (select from territory.dataset h where h.held_on_id = s.id and h.party_id = any (me.parties) and h.realm in ('live', me.realm))
    or exists (select from territory.dependency d where d.dependent_id = s.id and d.provider_id = any (me.parties)
      and d.state in ('declared', 'confirmed') and d.realm in ('live', me.realm)))))
$$;

-- The name of a site as contracts and records of the net write it.
create function territory.host_of(website text) returns text
language sql immutable parallel safe as $$ select substring(lower(website) from '^(?:https?://)?(?:www\.)?([^/:?#]+)') $$;
create index party_by_host on territory.party (territory.host_of(website)) where website <> '';

-- Whether another party holds this domain already, by its word or by its site: contracts and records of the net find a party by
-- it, so two cannot. A site that several share, unions and their members, is none's alone. Tells yes or no and not who.
create function territory.domain_taken(wanted text, by_other_than uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(current_setting('app.scope', true), 'none') in ('all', 'parties') and (
    exists (select from territory.asset a where a.kind = 'domain' and a.value = wanted and a.state <> 'denied'
      and a.party_id <> by_other_than and a.realm in ('live', current_setting('app.realm', true)))
    or (exists (select from territory.party p where territory.host_of(p.website) = wanted and p.website <> ''
        and p.id <> by_other_than and p.realm in ('live', current_setting('app.realm', true)))
      and not exists (select from territory.party own where own.id = by_other_than and territory.host_of(own.website) = wanted)))
$$;
