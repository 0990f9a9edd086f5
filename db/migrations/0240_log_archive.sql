-- What came, kept as files: one row a segment, of one source and one day (UTC, of arrival).
create table watch.segment (
  id bigint generated always as identity primary key,
  realm text not null default 'live',
  party_id uuid not null,
  source_id uuid not null references watch.source (id),
  day date not null,
  -- Under the archive: realm/party/source/day/name.parquet.
  name text not null unique check (length(name) between 1 and 400),
  rows bigint not null,
  -- Of the file; `raw` of the lines in it.
  bytes bigint not null,
  raw bigint not null,
  sha256 bytea not null check (length(sha256) = 32),
  first_at timestamptz not null,
  last_at timestamptz not null,
  made_at timestamptz not null,
  -- From here on it must go: the day's end and the days of its source.
  until timestamptz not null
);
create index segment_of_party on watch.segment (party_id, day desc);
create index segment_of_source on watch.segment (source_id, day);
create index segment_by_day on watch.segment (day, id);
create index segment_by_term on watch.segment (until);

-- That a segment must go, and since when it is gone: the proof that the body reads. `merged` only until the file is away: its lines stand in another.
create table watch.deletion (
  name text primary key,
  realm text not null default 'live',
  party_id uuid not null,
  source_id uuid not null,
  day date not null,
  rows bigint not null,
  sha256 bytea not null,
  until timestamptz not null,
  why text not null check (why in ('term', 'ended', 'merged')),
  at timestamptz not null,
  gone_at timestamptz
);
create index deletion_of_party on watch.deletion (party_id, at desc);
create index deletion_by_age on watch.deletion (at);
create index deletion_waiting on watch.deletion (at) where gone_at is null;

do $$
declare name text;
begin
  foreach name in array array['segment', 'deletion'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format($p$create policy tenant on watch.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
end $$;
