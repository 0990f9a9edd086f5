-- A look back that asks several things at once: which there are, and which of them was met where.
alter table watch.hunt
  -- By their keys, where each is told by itself; empty: it is one thing, too many, or from before.
  add column parts text[] not null default '{}',
  -- The list whose values are asked: they are told under its terms, or not at all. It may be gone.
  add column list_id uuid;

-- Lines that one of several things met at a body.
create table watch.hunt_part (
  hunt_id uuid not null references watch.hunt (id) on delete cascade,
  party_id uuid not null,
  part text not null check (length(part) <= 64),
  realm text not null default 'live',
  first_day date not null,
  last_day date not null,
  count bigint not null check (count > 0),
  primary key (hunt_id, party_id, part)
);
alter table watch.hunt_part enable row level security;
create policy tenant on watch.hunt_part for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
