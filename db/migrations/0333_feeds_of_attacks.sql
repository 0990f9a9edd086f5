-- Feeds of MISP whose events come into the catalogue. What was read of an event and how far a feed is are one transaction: a run that was killed
-- goes on with what is missing, and only an event of which the manifest has another word is read again.
create table observatory.feed (
  id uuid primary key,
  realm text not null default 'live',
  name text not null check (length(name) between 1 and 200),
  -- Of its folder: ends with a slash.
  url text not null check (length(url) <= 2000 and url like '%/'),
  -- No entry of it is more open than this.
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  -- Only events that say that they tell of an attack; else all but those that say that they tell of none.
  sure boolean not null,
  daily boolean not null,
  version int not null default 1,
  by_id text not null,
  by_name text not null,
  added_at timestamptz not null,
  -- Somebody, or the day, wants it read; null: nothing waits.
  asked_at timestamptz,
  started_at timestamptz,
  moved_at timestamptz,
  finished_at timestamptz,
  problem text check (problem in ('address', 'too_large', 'unreachable', 'refused', 'not_misp', 'failed')),
  detail text not null default '',
  etag text not null default '',
  unique (realm, url)
);
create table observatory.feed_event (
  feed_id uuid not null references observatory.feed (id) on delete cascade,
  realm text not null default 'live',
  uuid uuid not null,
  title text not null,
  -- As strict as its entry was when it came.
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  -- The first half of the SHA-256 of its line in the manifest; null: it is asked for again.
  mark bytea check (length(mark) = 16),
  entry_id uuid references observatory.entry (id) on delete set null,
  -- Why it is no entry, or what a person should know of its entry.
  code text,
  params jsonb not null default '{}',
  read_at timestamptz not null,
  -- Since when the manifest names it no more.
  gone_at timestamptz,
  primary key (feed_id, uuid)
);
create index feed_event_newest on observatory.feed_event (feed_id, read_at desc, uuid);
create index feed_event_entry on observatory.feed_event (entry_id);

alter table observatory.feed enable row level security;
alter table observatory.feed_event enable row level security;
create policy centre on observatory.feed for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.feed as restrictive for all using (tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
create policy centre on observatory.feed_event for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.feed_event as restrictive for all using (tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
