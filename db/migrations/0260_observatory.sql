-- The catalogue of attacks. What sources say is kept as they say it (statement); what we hold to be so is folded from it (record, victim) and can be folded again;
-- what everybody may read is a copy of its own, made when a person has looked at it (publication).
create schema observatory;

-- One attack as it came to us. A merge only points from one entry to another, so it can be taken back.
create table observatory.entry (
  id uuid primary key,
  realm text not null default 'live',
  ref text not null,
  -- to_verify: known by hearsay, nobody has looked; draft: ours to complete; ready: proposed for publication; internal: studied, not shown; published; withdrawn: was shown and is no more.
  state text not null check (state in ('to_verify', 'draft', 'ready', 'internal', 'published', 'withdrawn')),
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  embargo_until timestamptz,
  origin text not null check (origin in ('case', 'person', 'import', 'seed')),
  case_id uuid,
  merged_into uuid references observatory.entry (id),
  merged_at timestamptz,
  merged_by text,
  -- Field by field, the statement that a person chose: {"started": "<statement id>"}.
  chosen jsonb not null default '{}',
  -- What is proposed to be public, as its reviewer left it; the second person publishes this and nothing else.
  proposal jsonb,
  ready_by text, ready_by_name text, ready_at timestamptz,
  -- Why it was withdrawn, or sent back.
  reason text not null default '',
  version int not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  check (merged_into <> id),
  unique (realm, ref)
);
create unique index entry_of_case on observatory.entry (realm, case_id) where case_id is not null;
create index entry_merged on observatory.entry (merged_into) where merged_into is not null;
create index entry_newest on observatory.entry (realm, updated_at desc, id);

-- Numbers of references, by year: without gaps.
create table observatory.counter (realm text not null, year int not null, last int not null, primary key (realm, year));

create table observatory.statement (
  id uuid primary key,
  realm text not null default 'live',
  entry_id uuid not null references observatory.entry (id) on delete cascade,
  source_kind text not null check (source_kind in ('person', 'case', 'victim', 'authority', 'press', 'dataset', 'actor')),
  source jsonb not null,
  key text,
  facts jsonb not null,
  confidence smallint not null check (confidence between 0 and 100),
  confidences jsonb not null default '{}',
  -- SHA-256 of what was said: the same again changes nothing.
  digest bytea not null check (length(digest) = 32),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create unique index statement_once on observatory.statement (realm, key) where key is not null;
create index statement_of_entry on observatory.statement (entry_id);

-- The fold: one row an attack, that is an entry which is merged into no other.
create table observatory.record (
  entry_id uuid primary key references observatory.entry (id) on delete cascade,
  realm text not null default 'live',
  state text not null,
  tlp text not null,
  facts jsonb not null,
  -- {"started": {"statement": "…", "confidence": 80, "others": 2}}
  provenance jsonb not null,
  title text not null,
  -- First day of what is known, in the centre's own zone; precision says how much of it is.
  started_on date,
  precision text check (precision in ('year', 'month', 'day', 'hour')),
  year smallint,
  hour smallint check (hour between 0 and 23),
  -- Night (22 to 6), week end, public holiday of its country: null where day or hour is not known.
  night boolean, weekend boolean, holiday boolean,
  rsit_class text, rsit_type text,
  action text,
  actions text[] not null default '{}',
  techniques text[] not null default '{}',
  victim_kind text, sector text, size text, country text, region text, province text, place text,
  victims bigint not null default 0,
  parties uuid[] not null default '{}',
  provider_ids uuid[] not null default '{}',
  people bigint, records bigint, cost_eur double precision,
  days_to_restore double precision,
  -- Not restored when last heard of: the days are a lower bound.
  still_down boolean not null default false,
  extortion text, disclosed text,
  confidence smallint not null,
  folded_at timestamptz not null
);
create index record_by_year on observatory.record (realm, year, state);
create index record_by_start on observatory.record (realm, started_on desc nulls last, entry_id);

create table observatory.victim (
  entry_id uuid not null references observatory.record (entry_id) on delete cascade,
  position int not null,
  realm text not null default 'live',
  kind text not null, count bigint not null,
  name text, naming text not null check (naming in ('no', 'inside', 'self')), naming_url text,
  party_id uuid, sector text, size text not null,
  country text, region text, province text, place text,
  primary key (entry_id, position)
);
create index victim_of_party on observatory.victim (party_id) where party_id is not null;
create index victim_by_name on observatory.victim (realm, lower(name)) where name is not null;

-- What everybody may read, as a person approved it. Nothing here is computed from what changed since.
create table observatory.publication (
  entry_id uuid primary key references observatory.entry (id) on delete cascade,
  realm text not null default 'live',
  ref text not null,
  public_from timestamptz not null,
  -- Texts in the languages that the reviewer wrote; a missing one is said in the words of the codes.
  title jsonb not null, summary jsonb not null,
  facts jsonb not null,
  year smallint not null, started_on date, precision text,
  night boolean, weekend boolean, holiday boolean,
  rsit_class text, rsit_type text, action text, actions text[] not null default '{}', techniques text[] not null default '{}',
  victim_kind text not null, sector text, size text not null default 'unknown', country text, region text, province text,
  victims bigint not null, people bigint, records bigint, days_to_restore double precision, still_down boolean not null default false,
  extortion text, disclosed text,
  -- Links to what was published elsewhere.
  sources jsonb not null default '[]',
  reviewed_by text not null, reviewed_by_name text not null,
  published_by text not null, published_by_name text not null,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  edition int not null default 1
);
create index publication_by_year on observatory.publication (realm, year);

-- The centre studies; others meet a publication and nothing else. An entry beyond the asker's TLP is not there, nor what hangs on it.
alter table observatory.entry enable row level security;
alter table observatory.counter enable row level security;
alter table observatory.statement enable row level security;
alter table observatory.record enable row level security;
alter table observatory.victim enable row level security;
alter table observatory.publication enable row level security;
create policy centre on observatory.entry for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.entry as restrictive for all using (tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
create policy centre on observatory.counter for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.statement for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.statement as restrictive for all using ((select coalesce('red' = any (nullif(current_setting('app.tlps', true), '')::text[]), false))
  or exists (select from observatory.entry e where e.id = entry_id));
create policy centre on observatory.record for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.record as restrictive for all using (tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
create policy centre on observatory.victim for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.victim as restrictive for all using ((select coalesce('red' = any (nullif(current_setting('app.tlps', true), '')::text[]), false))
  or exists (select from observatory.record r where r.entry_id = victim.entry_id));
create policy readers on observatory.publication for select using (realm = (select current_setting('app.realm', true))
  and (public_from <= now() or (select current_setting('app.scope', true) = 'all')));
create policy centre on observatory.publication for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
