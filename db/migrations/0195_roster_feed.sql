-- An address that a calendar program can subscribe to: its token opens turns on call, read only. Kept as a hash.
create table coordination.roster_feed (
  token_hash text primary key,
  realm text not null default 'live',
  person_id text not null,
  -- As it stands in the turns: they name people and know no accounts.
  person_name text not null,
  whole boolean not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text not null default ''
);
create unique index roster_feed_once on coordination.roster_feed (realm, person_id, whole) where revoked_at is null;
alter table coordination.roster_feed enable row level security;
create policy centre on coordination.roster_feed for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
