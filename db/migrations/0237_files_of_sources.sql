-- A source may be a folder on the machine of the centre, into which its shipper drops files.
alter table watch.source drop constraint source_kind_check;
alter table watch.source add constraint source_kind_check check (kind in ('elasticsearch', 'syslog', 'upload', 'folder'));

-- What was read of such a folder, so that no file is read twice: known by its content, whatever its name.
create table watch.file (
  id bigint generated always as identity primary key,
  source_id uuid not null references watch.source (id),
  realm text not null default 'live',
  party_id uuid not null,
  name text not null check (length(name) between 1 and 255),
  -- None for one that was too large to be looked at, or could not be opened.
  sha256 bytea check (length(sha256) = 32),
  state text not null check (state in ('reading', 'read', 'refused')),
  why text not null default '' check (why in ('', 'too_large', 'list', 'line', 'packed', 'unreadable')),
  -- Bytes, unpacked, whose lines are on the disk.
  place bigint not null default 0,
  lines bigint not null default 0,
  at timestamptz not null,
  unique (source_id, sha256)
);
create index file_by_age on watch.file (at);
create index file_refused on watch.file (source_id, at desc) where state = 'refused';
alter table watch.file enable row level security;
create policy tenant on watch.file for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
