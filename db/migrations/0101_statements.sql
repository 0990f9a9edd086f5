-- What a body says of itself, one row a fact. `stated`: its own word counts (for facts that nobody else can know).
-- `confirmed`: as it was known. `proposed`: another value than a registry's, for the centre to take over (`accepted`: then
-- it stands in the party itself) or not (`refused`). Earlier words are in the audit log.
create table territory.statement (
  realm text not null default 'live',
  party_id uuid not null references territory.party,
  fact text not null,
  value jsonb not null,
  -- The document it rests on, as the body names it.
  source text not null default '' check (length(source) <= 300),
  source_date date,
  state text not null check (state in ('confirmed', 'stated', 'proposed', 'accepted', 'refused')),
  by_id text not null,
  by_name text not null,
  stated_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  reason text not null default '',
  version int not null default 1,
  primary key (realm, party_id, fact),
  -- Registries say who a body is and how large; of these it cannot make its own law.
  check (state <> 'stated' or fact in ('acn', 'psnc', 'trustService', 'manufacturer', 'accreditedLab', 'healthActor', 'oiv', 'ose', 'cyberInsured', 'processor')),
  check ((decided_at is null) = (decided_by is null))
);
create index statement_proposed on territory.statement (stated_at) where state = 'proposed';

alter table territory.statement enable row level security;
create policy owner on territory.statement for all to current_user using (true) with check (true);
create policy reading on territory.statement for select using (realm in ('live', (select current_setting('app.realm', true)))
  and ((select current_setting('app.scope', true)) = 'all' or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[])));
-- A body speaks for itself and decides nothing; the centre decides.
create policy writing on territory.statement for insert with check (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true)) = 'all' or (party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[]) and state in ('confirmed', 'stated', 'proposed'))));
create policy changing on territory.statement for update using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true)) = 'all' or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[])))
  with check (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true)) = 'all' or (party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[]) and state in ('confirmed', 'stated', 'proposed'))));
