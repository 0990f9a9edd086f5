-- The one model of the territory: who serves whom, with which service, on which provider, with which data, kept where.
create schema territory;

-- Realms. `live` is the territory; an exercise writes under its own realm and reads live rows beside its own, so an
-- exercise edge may hang on a real body's service while no live reader ever meets it. Writers write their own realm only.
-- `(select …)` makes each setting an init plan: read once a query, never once a row.

create table territory.party (
  id uuid primary key,
  realm text not null default 'live',
  registry text not null,
  code text not null,
  name text not null check (length(name) between 1 and 200),
  -- Name, codes and province without accents or case, made by the program: what a search looks at.
  folded text not null,
  kind text not null check (kind in ('municipality', 'province', 'metropolitan_city', 'region', 'union', 'health_agency', 'school', 'in_house',
    'transport', 'university', 'firm', 'provider', 'authority', 'responder', 'centre', 'district', 'other_body')),
  country text not null default 'IT' check (country ~ '^[A-Z]{2}$'),
  region_code text not null default '',
  region text not null default '',
  province_code text not null default '',
  province text not null default '',
  population int check (population >= 0),
  population_year int,
  area_km2 real,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  website text not null default '',
  valid_from date,
  codes jsonb not null default '{}',
  facts jsonb not null default '{}',
  district_id uuid references territory.party,
  -- Content hash per source format: two registries that describe one party do not undo each other's rows.
  hashes jsonb not null default '{}',
  source text not null default '',
  version int not null default 1,
  updated_at timestamptz not null,
  unique (realm, registry, code)
);
create index party_by_district on territory.party (district_id) where district_id is not null;
create index party_by_kind on territory.party (kind, name);

-- Another registry's key for a party that is stored already (an IPA municipality is also an ISTAT one): joined, not doubled.
create table territory.alias (
  realm text not null default 'live',
  registry text not null,
  code text not null,
  party_id uuid not null references territory.party,
  primary key (realm, registry, code)
);
create index alias_by_party on territory.alias (party_id);

create table territory.contact (
  id uuid primary key default gen_random_uuid(),
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  role text not null,
  name text not null default '',
  email text not null default '',
  phone text not null default '',
  language text not null default 'it' check (language in ('it', 'fr', 'en')),
  source text not null default '',
  updated_at timestamptz not null,
  unique (realm, party_id, role, email)
);

-- `acts_for`: a union of municipalities or a data-protection officer that may act for the member. Set by the centre only.
create table territory.membership (
  realm text not null default 'live',
  member_id uuid not null references territory.party,
  of_id uuid not null references territory.party,
  acts_for boolean not null default false,
  source text not null default '',
  updated_at timestamptz not null,
  primary key (realm, member_id, of_id)
);
create index membership_by_of on territory.membership (of_id);

create table territory.service (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  registry text not null,
  code text not null,
  name text not null check (length(name) between 1 and 200),
  category text not null,
  public boolean not null default true,
  people_served int not null default 0 check (people_served >= 0),
  hash text not null default '',
  source text not null default '',
  version int not null default 1,
  updated_at timestamptz not null,
  unique (realm, registry, code)
);
create index service_by_party on territory.service (party_id);

-- An edge: `dependent_id` needs `on_id`. Owned by the body that needs; `provider_id` is who runs what is needed.
create table territory.dependency (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  provider_id uuid not null references territory.party,
  dependent_id uuid not null references territory.service,
  on_id uuid not null references territory.service,
  kind text not null check (kind in ('hosting', 'software', 'network', 'identity', 'data', 'support')),
  availability text not null check (availability in ('none', 'degraded', 'hard', 'group')),
  -- The dependent stands while `group_k` edges of the group stand; empty outside a group.
  group_key text not null default '',
  group_k int check (group_k >= 1),
  confidentiality boolean not null default false,
  integrity boolean not null default false,
  autonomy_minutes int not null default 0 check (autonomy_minutes between 0 and 5270400),
  confidence real not null check (confidence between 0 and 1),
  source text not null,
  source_date date,
  -- What a proposal rests on: one sentence a source, for the person who confirms.
  evidence jsonb not null default '[]',
  state text not null check (state in ('proposed', 'declared', 'confirmed', 'denied')),
  decided_by text,
  decided_at timestamptz,
  reason text not null default '',
  hash text not null default '',
  version int not null default 1,
  updated_at timestamptz not null,
  unique (realm, dependent_id, on_id, kind, group_key),
  check (dependent_id <> on_id),
  check ((availability = 'group') = (group_key <> '') and (availability = 'group') = (group_k is not null)),
  check ((decided_at is null) = (decided_by is null))
);
create index dependency_by_party on territory.dependency (party_id);
create index dependency_by_provider on territory.dependency (provider_id);
create index dependency_on on territory.dependency (on_id);
create index dependency_proposed on territory.dependency (confidence desc, id) where state = 'proposed';

create table territory.dataset (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  service_id uuid references territory.service,
  name text not null default '',
  classes text[] not null default '{}',
  place text not null default '',
  held_by_id uuid references territory.party,
  people int check (people >= 0),
  source text not null default '',
  updated_at timestamptz not null
);
create index dataset_by_party on territory.dataset (party_id);
create index dataset_by_service on territory.dataset (service_id);

create table territory.asset (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  service_id uuid references territory.service,
  kind text not null check (kind in ('domain', 'address_range', 'product')),
  value text not null,
  product_version text not null default '',
  source text not null default '',
  updated_at timestamptz not null,
  unique (realm, party_id, kind, value, product_version)
);

create table territory.boundary (
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  geometry jsonb not null,
  source text not null default '',
  updated_at timestamptz not null,
  primary key (realm, party_id)
);

create table territory.import (
  id uuid primary key,
  realm text not null default 'live',
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  format text not null,
  region text not null default '',
  -- `interrupted`: the process ended in the middle; nothing of it was stored and it can be run again.
  state text not null check (state in ('uploaded', 'running', 'done', 'failed', 'interrupted')),
  counts jsonb not null default '{}',
  problems jsonb not null default '[]',
  bad_rows boolean not null default false,
  by_id text not null,
  by_name text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index import_latest on territory.import (realm, created_at desc);

-- Bumped in each writing transaction: any process can tell whether its graph in memory is stale.
create table territory.version (realm text primary key, version bigint not null, changed_at timestamptz not null);

-- ── Row-level security ────────────────────────────────────────────────────────────────────────────────────────────────
-- The centre sees all; anybody else the rows of the parties named by its transaction. Inserting, changing: own realm only.
do $$
declare
  t text;
  mine text;
  readable constant text := $p$realm in ('live', (select current_setting('app.realm', true)))$p$;
  writable constant text := $p$realm = (select current_setting('app.realm', true))$p$;
  centre constant text := $p$(select current_setting('app.scope', true)) = 'all'$p$;
  parties constant text := $p$any ((select nullif(current_setting('app.parties', true), ''))::uuid[])$p$;
begin
  foreach t in array array['party', 'alias', 'contact', 'membership', 'service', 'dependency', 'dataset', 'asset', 'boundary', 'import'] loop
    execute format('alter table territory.%I enable row level security', t);
    -- Functions below run as the owner and apply visibility themselves; nothing else connects as the owner.
    execute format('create policy owner on territory.%I for all to current_user using (true) with check (true)', t);
    mine := case t
      when 'party' then format('id = %s', parties)
      when 'membership' then format('member_id = %1$s or of_id = %1$s', parties)
      when 'import' then 'false'
      else format('party_id = %s', parties) end;
    execute format('create policy reading on territory.%I for select using (%s and (%s or %s))', t, readable, centre, mine);
    if t in ('party', 'alias', 'membership', 'boundary', 'import') then
      -- Who exists, who acts for whom and who lies where is the centre's to say: a body that could write it could widen its own view.
      execute format('create policy writing on territory.%I for insert with check (%s and %s)', t, writable, centre);
      execute format('create policy changing on territory.%I for update using (%s and %s)', t, writable, centre);
      execute format('create policy removing on territory.%I for delete using (%s and %s)', t, writable, centre);
    else
      execute format('create policy writing on territory.%I for insert with check (%s and (%s or %s))', t, writable, centre, mine);
      execute format('create policy changing on territory.%I for update using (%s and (%s or %s))', t, writable, centre, mine);
      execute format('create policy removing on territory.%I for delete using (%s and (%s or %s))', t, writable, centre, mine);
    end if;
  end loop;
  -- A provider's contact sees who declared to depend on it; what was only inferred, or denied, stays in the console.
  execute format($p$create policy customers on territory.dependency for select using (%s and state in ('declared', 'confirmed') and provider_id = %s)$p$, readable, parties);
end $$;

alter table territory.version enable row level security;
create policy reading on territory.version for select using (true);
create policy starting on territory.version for insert with check (realm = (select current_setting('app.realm', true)));
create policy counting on territory.version for update using (realm = (select current_setting('app.realm', true)));

-- ── Functions that cross the policies, each applying visibility itself ────────────────────────────────────────────────

-- Names of parties: the visible ones; the providers that the asker's services need; those that declared to need the
-- asker's services; the unions and districts that the asker is a member of.
create function territory.party_labels(ids uuid[]) returns table (id uuid, name text, kind text)
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
    or exists (select from territory.membership m where m.of_id = p.id and m.member_id = any (me.parties) and m.realm in ('live', me.realm))
    or exists (select from territory.party mine where mine.district_id = p.id and mine.id = any (me.parties)))))
$$;

-- The two ends of the asker's edges: name, category and owner of a service, and nothing else of it.
create function territory.service_labels(ids uuid[]) returns table (id uuid, name text, category text, party_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with me as materialized (
    select current_setting('app.scope', true) as scope, current_setting('app.realm', true) as realm,
      coalesce(nullif(current_setting('app.parties', true), ''), '{}')::uuid[] as parties)
  select s.id, s.name, s.category, s.party_id from me, territory.service s
  where s.id = any (ids) and s.realm in ('live', me.realm) and (me.scope = 'all' or (me.scope = 'parties' and (
    s.party_id = any (me.parties)
    or exists (select from territory.dependency d where d.on_id = s.id and d.party_id = any (me.parties) and d.realm in ('live', me.realm))
    or exists (select from territory.dependency d where d.dependent_id = s.id and d.provider_id = any (me.parties)
      and d.state in ('declared', 'confirmed') and d.realm in ('live', me.realm)))))
$$;

-- LIKE is not leakproof, so under a policy it would be asked after a scan that calls the policy: here both are one plain filter.
-- `wanted` is folded by the program and its % and _ are escaped.
create function territory.search_parties(wanted text, kinds text[], in_province text, in_district uuid, page_limit int, page_offset int)
returns table (id uuid, total bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with me as materialized (
    select current_setting('app.scope', true) as scope, current_setting('app.realm', true) as realm,
      coalesce(nullif(current_setting('app.parties', true), ''), '{}')::uuid[] as parties)
  select p.id, count(*) over () from me, territory.party p
  where p.realm in ('live', me.realm) and (me.scope = 'all' or (me.scope = 'parties' and p.id = any (me.parties)))
    and (wanted = '' or p.folded like '%' || wanted || '%')
    and (kinds is null or p.kind = any (kinds))
    and (in_province = '' or p.province_code = in_province or p.province = in_province)
    and (in_district is null or p.district_id = in_district)
  order by (wanted <> '' and p.folded like wanted || '%') desc, p.name, p.id
  limit page_limit offset page_offset
$$;

-- Whom somebody may act or look for: ids only, in every realm; what is then seen is the policies' matter.
create function territory.reach(bodies uuid[], districts uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select unnest(bodies || districts)
  union select m.member_id from territory.membership m where m.acts_for and m.of_id = any (bodies)
  union select p.id from territory.party p where p.district_id = any (districts)
  union select m.member_id from territory.membership m join territory.party d on d.id = m.of_id
    where d.kind = 'district' and m.of_id = any (districts)
$$;

-- What providers offer, so that a body can name what it depends on: names of services of providers and in-house companies.
-- These are catalogues, not clients: nothing tells who uses them.
create function territory.offered_services(wanted text, only_ids uuid[], page_limit int, page_offset int)
returns table (id uuid, name text, category text, party_id uuid, party_name text, total bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with me as materialized (select current_setting('app.scope', true) as scope, current_setting('app.realm', true) as realm)
  select s.id, s.name, s.category, p.id, p.name, count(*) over ()
  from me, territory.service s join territory.party p on p.id = s.party_id
  where me.scope in ('all', 'parties') and s.realm in ('live', me.realm) and p.kind in ('provider', 'in_house')
    and (only_ids is null or s.id = any (only_ids))
    and (wanted = '' or p.folded like '%' || wanted || '%' or lower(s.name) like '%' || wanted || '%')
  order by p.name, s.name, s.id limit page_limit offset page_offset
$$;
