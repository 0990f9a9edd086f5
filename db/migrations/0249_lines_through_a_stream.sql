-- Messages of the stream that a reader is done with: saved with what their lines led to, so that one that comes again leads to nothing
-- twice. They have no order that could be kept as one place: several processes read at once.
create table watch.taken (
  reader text not null,
  id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  primary key (reader, id)
);
create index taken_behind on watch.taken (reader, seq);
alter table watch.taken enable row level security;
create policy centre on watch.taken for all using ((select current_setting('app.scope', true) = 'all'));
