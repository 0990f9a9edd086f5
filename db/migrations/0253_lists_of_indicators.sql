-- Lists of indicators: values that somebody calls bad, as they came. Of the centre, like the catalogue of rules. `warning`: a MISP warning list, which holds alerts back.
create table watch.list (
  id uuid primary key,
  name text not null unique check (length(name) between 1 and 200),
  kind text not null check (kind in ('indicators', 'warning')),
  format text not null check (format in ('list', 'typed', 'csv', 'misp', 'misp-csv', 'stix', 'warning')),
  source text not null default '' check (length(source) <= 500),
  licence text not null default '' check (length(licence) <= 100),
  -- For entries that say nothing themselves.
  confidence int not null check (confidence between 0 and 100),
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  -- After so many days from the arrival of a version an entry ends that names no end itself; null: never.
  days int check (days between 1 and 3650),
  state text not null default 'observe' check (state in ('observe', 'alert', 'off', 'guard')),
  -- Of the text that is in force; 0: none yet.
  current int not null default 0,
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  check ((kind = 'warning') = (format = 'warning')),
  check (case kind when 'warning' then state in ('guard', 'off') else state <> 'guard' end)
);

-- What each arrival was. Texts are kept of the one in force and the one before.
create table watch.list_version (
  list_id uuid not null references watch.list (id) on delete cascade,
  number int not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null default '',
  origin text not null default '' check (length(origin) <= 300),
  bytes bigint not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- Different values; those that the version before had not, and those that only it had.
  "values" int not null,
  came int not null,
  went int not null,
  refused int not null,
  -- [{line, code, message}], the first hundred.
  problems jsonb not null,
  -- {kind: count} and {day: count} of what ends by itself.
  kinds jsonb not null,
  ends jsonb not null,
  -- What came, as a look back can ask it; null where it is too much for one.
  fresh text check (length(fresh) <= 1000000),
  primary key (list_id, number)
);
create table watch.list_part (
  list_id uuid not null,
  number int not null,
  part int not null,
  -- gzip.
  bytes bytea not null,
  primary key (list_id, number, part),
  foreign key (list_id, number) references watch.list_version (list_id, number) on delete cascade
);

-- Values that do not count in a list, in whichever version.
create table watch.withdrawn (
  id uuid primary key,
  list_id uuid not null references watch.list (id) on delete cascade,
  value text not null check (length(value) between 1 and 2048),
  reason text not null check (length(reason) between 1 and 1000),
  at timestamptz not null,
  by_id text not null,
  by_name text not null default ''
);
create unique index withdrawn_once on watch.withdrawn (list_id, value);

do $$
declare name text;
begin
  foreach name in array array['list', 'list_version', 'list_part', 'withdrawn'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format($p$create policy centre on watch.%I for all using ((select current_setting('app.scope', true) = 'all'))$p$, name);
  end loop;
end $$;

-- How often a list was met at a body: hits, weak ones (the address of an address:port), and those that a warning list held back.
create table watch.list_seen (
  list_id uuid not null references watch.list (id) on delete cascade,
  party_id uuid not null,
  day date not null,
  realm text not null default 'live',
  count bigint not null default 0,
  weak bigint not null default 0,
  guarded bigint not null default 0,
  primary key (list_id, party_id, day)
);
create index list_seen_of_party on watch.list_seen (party_id, day);
alter table watch.list_seen enable row level security;
create policy tenant on watch.list_seen for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
