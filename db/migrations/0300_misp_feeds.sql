-- Peers of another kind: feeds of MISP that we read. And how wide what comes from a peer may be served at most.
alter table sharing.peer add column kind text not null default 'taxii' check (kind in ('taxii', 'misp'));
-- Nothing that comes from it is served more widely than this level; null: as it is marked.
alter table sharing.peer add column tlp text check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear'));

-- Which events of a feed were read, and what its manifest said of them then: only another word is read again.
create table sharing.feed_event (
  pull_id uuid not null references sharing.pull (id) on delete cascade,
  uuid uuid not null,
  -- The first half of the SHA-256 of the line of the manifest.
  mark bytea not null check (length(mark) = 16),
  primary key (pull_id, uuid)
);
alter table sharing.feed_event enable row level security;
create policy centre on sharing.feed_event for all using ((select current_setting('app.scope', true) = 'all' and current_setting('app.realm', true) = 'live'));
