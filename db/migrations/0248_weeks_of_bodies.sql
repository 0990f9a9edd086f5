-- What the watch did for a body in one week (ISO, 2026-W48), as numbers. Written once; the words are made of it when it is read.
create table watch.week (
  party_id uuid not null,
  week text not null check (week ~ '^\d{4}-W\d{2}$'),
  realm text not null default 'live',
  facts jsonb not null,
  made_at timestamptz not null,
  primary key (party_id, week)
);
alter table watch.week enable row level security;
create policy tenant on watch.week for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
