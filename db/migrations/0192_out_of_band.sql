-- How a contact of the territory is reached when mail and accounts are down, and in which order people are called.
create table coordination.reach (
  realm text not null default 'live',
  contact_id uuid not null,
  party_id uuid not null,
  hours text not null default '' check (length(hours) <= 200),
  certified_mail text not null default '' check (length(certified_mail) <= 254),
  mobile text not null default '' check (mobile ~ '^(\+[1-9][0-9]{6,14})?$'),
  second_phone text not null default '' check (length(second_phone) <= 40),
  -- Place in the phone tree, from 1; null: not called.
  place int check (place between 1 and 100),
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (realm, contact_id)
);
create index reach_of_party on coordination.reach (party_id);

-- A paper card: whoever says its code calls for this body. Kept as a hash; the code is shown once.
create table coordination.card (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  hash bytea not null,
  holder text not null check (length(holder) between 1 and 120),
  issued_at timestamptz not null,
  issued_by text not null,
  until_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text not null default '',
  check (until_at > issued_at and until_at <= issued_at + interval '2 years'),
  check (revoked_at is not null or revoked_by = '')
);
create unique index card_by_hash on coordination.card (realm, hash);
create index card_of_party on coordination.card (party_id, issued_at desc);

-- Codes that led nowhere: a guesser is slowed down.
create table coordination.card_miss (
  id bigint generated always as identity primary key,
  realm text not null default 'live',
  at timestamptz not null,
  actor_id text not null
);
create index card_miss_by_time on coordination.card_miss (realm, at);

alter table coordination.reach enable row level security;
create policy tenant on coordination.reach for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
do $$
declare name text;
begin
  -- Forty bits can be guessed by whoever has the hash: only the centre reads cards.
  foreach name in array array['card', 'card_miss'] loop
    execute format('alter table coordination.%I enable row level security', name);
    execute format($p$create policy centre on coordination.%I for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'))$p$, name);
  end loop;
end $$;
