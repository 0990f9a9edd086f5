-- What is told to whom, gathered before it leaves: five hundred edits of one case are one line of one mail.
create schema messages;

-- An address that is written to. Its language follows the latest contact or person that has it.
create table messages.recipient (
  id uuid primary key,
  realm text not null default 'live',
  -- In small letters: one address is one recipient, however many bodies name it.
  address text not null check (address = lower(address) and length(address) between 3 and 254),
  lang text not null default 'it' check (lang in ('it', 'fr', 'en')),
  -- The Monday whose digest was the last: a week has one.
  week_at timestamptz,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  unique (realm, address)
);
create index recipient_by_seen on messages.recipient (seen_at);

-- What a recipient has silenced: one kind, all that comes weekly, or the haste of what comes at once.
create table messages.mute (
  recipient_id uuid not null references messages.recipient on delete cascade,
  realm text not null default 'live',
  what text not null check (length(what) between 1 and 40),
  at timestamptz not null,
  primary key (recipient_id, what)
);

-- One line to tell: a recipient, a thing and a kind. What changes again before it is told changes this row.
create table messages.item (
  id bigint generated always as identity primary key,
  realm text not null default 'live',
  recipient_id uuid not null references messages.recipient on delete cascade,
  party_id uuid not null,
  party_name text not null,
  kind text not null check (length(kind) between 1 and 40),
  -- `case:<id>`, `consent:<id>`, `body:<id>`
  object text not null,
  pace text not null check (pace in ('at_once', 'weekly')),
  -- As what the recipient is told: role of the contact, or `member`.
  role text not null,
  detail jsonb not null default '{}',
  first_at timestamptz not null,
  changed_at timestamptz not null,
  changes int not null default 1,
  -- Not before: a question may be answered, a term is not near yet.
  due_at timestamptz not null,
  -- Told in a mail, or let go: `muted`, `over`, `withheld`.
  state text not null default 'waiting' check (state in ('waiting', 'told', 'muted', 'over', 'withheld')),
  settled_at timestamptz,
  check ((state = 'waiting') = (settled_at is null))
);
create unique index item_once on messages.item (recipient_id, party_id, kind, object) where state = 'waiting';
create index item_waiting on messages.item (realm, due_at) where state = 'waiting';
create index item_of_party on messages.item (party_id, changed_at desc);
create index item_of_object on messages.item (object, kind) where state = 'waiting';
create index item_settled on messages.item (settled_at) where state <> 'waiting';

alter table messages.item enable row level security;
create policy tenant on messages.item for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
create policy tlp_of_object on messages.item as restrictive for all using (object <> all ((select cases.withheld_objects())::text[]));
do $$
declare name text;
begin
  -- Addresses of people: each reads and changes its own through the module alone.
  foreach name in array array['recipient', 'mute'] loop
    execute format('alter table messages.%I enable row level security', name);
    execute format($p$create policy centre on messages.%I for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'))$p$, name);
  end loop;
  -- A body reads the messages to its own people: not those about a case that may not reach it any more.
  execute format('create policy tlp_of_object on platform.delivery as restrictive for all to %I using (about <> all ((select cases.withheld_objects())::text[]))',
    regexp_replace(current_user, '_owner$', '_app'));
end $$;
-- The log of deliveries is read newest first, by state.
create index delivery_by_state on platform.delivery (realm, state, id desc);
create index delivery_of_party on platform.delivery (party_id, id desc);
