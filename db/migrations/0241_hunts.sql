-- A new rule asked of what was kept. Of the centre: what it found is told body by body in the tables below.
create table watch.hunt (
  id uuid primary key,
  realm text not null default 'live',
  kind text not null check (kind in ('rule', 'indicator', 'pattern')),
  title text not null check (length(title) between 1 and 300),
  text text not null check (length(text) between 1 and 1000000),
  -- Of the catalogue, where it was started from there.
  rule_id text,
  from_day date not null,
  to_day date not null,
  -- One body; null: all.
  party_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  why text not null default '' check (length(why) <= 1000),
  -- Segments up to here, by their id; the last one that was asked.
  upto bigint not null default 0,
  at_day date,
  at_id bigint not null default 0,
  total int not null default 0,
  done int not null default 0,
  -- Segments whose file was not there.
  missing int not null default 0,
  lines bigint not null default 0,
  broken bigint not null default 0,
  hits bigint not null default 0,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  started_at timestamptz,
  ended_at timestamptz,
  check (from_day <= to_day),
  check ((state in ('done', 'cancelled', 'failed')) = (ended_at is not null))
);
create index hunt_by_age on watch.hunt (made_at desc);
create index hunt_at_work on watch.hunt (made_at) where state in ('waiting', 'running');
create index hunt_by_end on watch.hunt (ended_at) where ended_at is not null;
alter table watch.hunt enable row level security;
create policy centre on watch.hunt for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));

-- Lines of one segment that a hunt met.
create table watch.hunt_hit (
  hunt_id uuid not null references watch.hunt (id) on delete cascade,
  segment_id bigint not null,
  realm text not null default 'live',
  party_id uuid not null,
  source_id uuid not null,
  day date not null,
  count bigint not null,
  primary key (hunt_id, segment_id)
);
create index hunt_hit_of_party on watch.hunt_hit (party_id, day);

-- Up to five of a hunt and body: they tell of people, and go with the lines that they are copies of.
create table watch.hunt_sample (
  id bigint generated always as identity primary key,
  hunt_id uuid not null references watch.hunt (id) on delete cascade,
  realm text not null default 'live',
  party_id uuid not null,
  source_id uuid not null,
  day date not null,
  at timestamptz not null,
  what text not null default '' check (length(what) <= 500),
  line text not null,
  cut boolean not null default false,
  until timestamptz not null
);
create index hunt_sample_of on watch.hunt_sample (hunt_id, party_id, id);
create index hunt_sample_of_source on watch.hunt_sample (source_id, day);
create index hunt_sample_by_term on watch.hunt_sample (until);

-- The case that a hunt led to at a body: one.
create table watch.hunt_case (
  hunt_id uuid not null references watch.hunt (id) on delete cascade,
  party_id uuid not null,
  realm text not null default 'live',
  case_id uuid not null,
  case_ref text not null,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  primary key (hunt_id, party_id)
);

do $$
declare name text;
begin
  foreach name in array array['hunt_hit', 'hunt_sample', 'hunt_case'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format($p$create policy tenant on watch.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
end $$;
create policy tlp_of_case on watch.hunt_case as restrictive for all using (case_id <> all ((select cases.withheld())::uuid[]));
