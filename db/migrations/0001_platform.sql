-- The ground: the centre's own settings, the outbox and the audit log.
-- schema platform exists already: it holds the list of migrations
create schema audit;
create schema identity;

-- One row: what the centre is. `ready` turns true at the end of set-up.
create table platform.centre (
  only_row boolean primary key default true check (only_row),
  ready boolean not null default false,
  demo boolean not null default false,
  name jsonb not null default '{}',
  region jsonb not null default '{}',
  country text not null default 'IT' check (country in ('IT', 'FR')),
  time_zone text not null default 'Europe/Rome',
  languages text[] not null default '{it,fr,en}',
  contacts jsonb not null default '{}',
  setup_token_hash text,
  setup_token_expires_at timestamptz,
  updated_at timestamptz not null default now()
);
insert into platform.centre default values;

-- Events, written in the transaction that made them true. The relay claims rows with FOR UPDATE SKIP LOCKED:
-- reading "id greater than the last" would lose a transaction that commits late.
create table platform.outbox (
  id bigint generated always as identity primary key,
  name text not null,
  payload jsonb not null,
  realm text not null default 'live',
  created_at timestamptz not null default now()
);

create function platform.announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('bastida_outbox', '');
  return null;
end $$;
create trigger announce after insert on platform.outbox for each statement execute function platform.announce();

-- Outcomes. Inserted unsealed inside the transaction of the outcome; one job gives them their place in the chain
-- within a second, because holding a chain lock until commit would forbid group commit.
create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  realm text not null,
  actor_kind text not null check (actor_kind in ('person', 'system', 'anonymous')),
  actor_id text not null,
  action text not null,
  party_id uuid,
  object text not null default '',
  reason text not null default '',
  detail jsonb not null default '{}',
  seq bigint unique,
  prev_hash bytea,
  hash bytea,
  check ((seq is null) = (hash is null) and (seq is null) = (prev_hash is null))
);
create index entry_unsealed on audit.entry (id) where seq is null;
create index entry_by_party on audit.entry (party_id, id desc) where party_id is not null;
create index entry_by_object on audit.entry (object, id desc) where object <> '';

-- The end of the chain: a cut tail would otherwise look like a shorter, healthy chain.
create table audit.head (only_row boolean primary key default true check (only_row), seq bigint not null, hash bytea not null);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
    and (old.at, old.realm, old.actor_kind, old.actor_id, old.action, old.party_id, old.object, old.reason, old.detail)
      is not distinct from (new.at, new.realm, new.actor_kind, new.actor_id, new.action, new.party_id, new.object, new.reason, new.detail)
  then return new; end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger append_only before update or delete on audit.entry for each row execute function audit.refuse_change();
create trigger append_only_all before truncate on audit.entry for each statement execute function audit.refuse_change();

alter table audit.entry enable row level security;
create policy writing on audit.entry for insert with check (seq is null);
-- A body reads who has seen its data; the centre reads all; the sealer and the verifier have no scope set and see all.
create policy reading on audit.entry for select using (
  (select current_setting('app.scope', true)) = 'all'
  or (select coalesce(current_setting('app.scope', true), '')) = ''
  or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[]));
create policy sealing on audit.entry for update using ((select coalesce(current_setting('app.scope', true), '')) = '');

alter table platform.outbox enable row level security;
create policy emitting on platform.outbox for insert with check (true);
create policy relaying on platform.outbox for all using ((select coalesce(current_setting('app.scope', true), '')) = '');

-- Messages to people outside: one row each, unique by key, so that nothing is sent twice by itself.
-- `sending` is written before the server is spoken to; what stays so after a crash becomes `uncertain` and a person decides.
create table platform.delivery (
  id bigint generated always as identity primary key,
  key text not null unique,
  realm text not null default 'live',
  party_id uuid,
  channel text not null check (channel in ('mail', 'phone')),
  recipient text not null,
  subject text not null,
  body text not null,
  about text not null default '',
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'held', 'done')),
  attempts int not null default 0,
  problem text not null default '',
  message_id text,
  created_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz
);
create index delivery_waiting on platform.delivery (id) where state in ('queued', 'sending');
create index delivery_about on platform.delivery (about, id);
alter table platform.delivery enable row level security;
create policy tenant on platform.delivery for all using (
  (select coalesce(current_setting('app.scope', true), '')) = ''
  or (realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true)) = 'all'
    or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[]))));
