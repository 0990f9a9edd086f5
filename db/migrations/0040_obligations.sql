-- What each party owes in each case. A dossier holds the facts the engine reads; obligations are its answer, kept so that
-- boards and calendars need no computing and every change leaves a trace.
create schema obligations;

create table obligations.dossier (
  case_id uuid primary key,
  realm text not null,
  party_id uuid not null,
  main_id uuid not null,
  party_name text not null,
  case_ref text not null,
  is_main boolean not null,
  -- the document that engines/deadlines reads: party, incident, decisions, clocks, suggested, filings
  facts jsonb not null,
  missing text[] not null default '{}',
  -- what is not owed, and why: most of what the engine says of a small town, read together and never alone
  closed jsonb not null default '[]',
  evaluated_at timestamptz not null,
  -- earliest moment at which a state changes by itself
  next_at timestamptz,
  version int not null default 1
);
create index dossier_by_main on obligations.dossier (main_id, party_name);
create index dossier_by_party on obligations.dossier (party_id);
create index dossier_due on obligations.dossier (next_at) where next_at is not null;

create table obligations.obligation (
  id uuid primary key,
  realm text not null,
  party_id uuid not null,
  case_id uuid not null,
  main_id uuid not null,
  key text not null,
  place int not null,
  regime text not null,
  stage text not null,
  state text not null check (state in ('not_applicable', 'displaced', 'not_in_force', 'awaiting_input', 'due', 'due_without_hours', 'sent', 'exceeded', 'registered', 'voluntary')),
  article text not null,
  source text not null,
  certainty text not null,
  verified_on date,
  recipient text not null,
  channel text not null,
  strict_at timestamptz,
  legal_at timestamptz,
  outer_at timestamptz,
  from_clock text,
  from_moment timestamptz,
  sent_at timestamptz,
  protocol text,
  late boolean not null default false,
  displaced_by text,
  missing text[] not null default '{}',
  reasons jsonb not null default '[]',
  unique (case_id, key)
);
create index obligation_by_moment on obligations.obligation (realm, strict_at) where state in ('due', 'exceeded');

create table obligations.change (
  id bigint generated always as identity primary key,
  realm text not null,
  party_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  actor_id text not null,
  cause text not null,
  changes jsonb not null
);
create index change_by_case on obligations.change (case_id, id desc);

-- An address that a calendar program can subscribe to: the token opens the deadlines of one person's parties, read only.
create table obligations.calendar (
  token_hash text primary key,
  realm text not null,
  person_id text not null,
  scope text not null check (scope in ('all', 'parties')),
  parties uuid[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);

do $$
declare name text;
begin
  foreach name in array array['dossier', 'obligation', 'change'] loop
    execute format('alter table obligations.%I enable row level security', name);
    execute format($policy$create policy tenant on obligations.%I for all using (
      realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true)) = 'all'
        or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[])))$policy$, name);
  end loop;
end $$;

alter table obligations.calendar enable row level security;
create policy own_person on obligations.calendar for all using (person_id = (select current_setting('app.actor', true)));

-- The calendar program has no session: the hash of its token is all it can show.
create function obligations.calendar_by_token(hash text) returns table (person_id text, scope text, parties uuid[], realm text)
language sql security definer stable set search_path = '' as $$
  select c.person_id, c.scope, c.parties, c.realm from obligations.calendar c where c.token_hash = hash and c.revoked_at is null
$$;

-- For the job that watches the clocks: which realms have one that has run out. It names no body.
create function obligations.realms_due(at timestamptz) returns setof text
language sql security definer stable set search_path = '' as $$
  select distinct d.realm from obligations.dossier d where d.next_at <= at
$$;
