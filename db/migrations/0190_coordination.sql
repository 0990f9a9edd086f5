-- What holds people together before the bad day and during it. First: which names and addresses of the net are whose, and what
-- each body has allowed.
create schema coordination;

-- A body says that a domain or a range of addresses is its own. It counts once the name itself says so, or a person of the centre.
create table coordination.claim (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  kind text not null check (kind in ('domain', 'address_range')),
  value text not null check (length(value) <= 253),
  -- What stands in the TXT record of the name: "bastida-claim=" and this.
  token text not null,
  note text not null default '' check (length(note) <= 500),
  -- Another party held the name when this one asked for it.
  contested boolean not null default false,
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'released')),
  asked_at timestamptz not null,
  asked_by text not null,
  proven_at timestamptz,
  -- When the record was last looked for, found or not.
  tried_at timestamptz,
  decided_at timestamptz,
  decided_by text not null default '',
  reason text not null default '' check (length(reason) <= 500),
  version int not null default 1,
  check ((state = 'asked') = (decided_at is null))
);
-- One body has one claim on a thing at a time; an earlier one that was refused or given back stays as history.
create unique index claim_once on coordination.claim (realm, party_id, kind, value) where state in ('asked', 'approved');
create unique index claim_held on coordination.claim (realm, kind, value) where state = 'approved';
create index claim_waiting on coordination.claim (realm, asked_at) where state = 'asked';
create index claim_by_party on coordination.claim (party_id, asked_at desc);

-- What a body allows: one dated record for consent and clearance. Nothing in it is ever changed but its withdrawal.
create table coordination.consent (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  what text not null check (what in ('scan', 'logs', 'notices', 'sharing', 'contact')),
  -- Null: everything of the body. Else one domain or range, with what lies below it.
  asset_kind text check (asset_kind in ('domain', 'address_range')),
  asset_value text check (length(asset_value) <= 253),
  given_by text not null,
  -- What this person is at the body: mayor, secretary, head of IT.
  given_role text not null check (length(given_role) between 1 and 200),
  document text not null check (length(document) between 1 and 300),
  from_at timestamptz not null,
  until_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text not null default '',
  withdrawn_reason text not null default '' check (length(withdrawn_reason) <= 500),
  check ((asset_kind is null) = (asset_value is null)),
  check (until_at > from_at and until_at <= from_at + interval '2 years'),
  check (withdrawn_at is not null or withdrawn_by = '')
);
create index consent_of_party on coordination.consent (party_id, what, from_at desc);

create function coordination.consent_stands() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.withdrawn_at is not null then raise exception 'a consent that was withdrawn does not come back: a new one is given'; end if;
  if (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by' - 'withdrawn_reason') is distinct from (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by' - 'withdrawn_reason') then
    raise exception 'a consent is not changed: it is withdrawn, and another one is given';
  end if;
  return new;
end $$;
create trigger consent_stands before update on coordination.consent for each row execute function coordination.consent_stands();

do $$
declare name text;
begin
  foreach name in array array['claim', 'consent'] loop
    execute format('alter table coordination.%I enable row level security', name);
    execute format($p$create policy tenant on coordination.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
end $$;
