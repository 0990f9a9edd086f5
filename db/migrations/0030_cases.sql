-- Cases: one main case at the provider, one tied case at each party that depends on it.
create schema cases;

-- References are counted by year inside the transaction that uses them: a rolled back opening gives its number back.
create table cases.counter (
  realm text not null,
  year int not null,
  last int not null default 0,
  primary key (realm, year)
);

create table cases."case" (
  id uuid primary key,
  realm text not null default 'live',
  kind text not null check (kind in ('main', 'tied')),
  main_id uuid references cases."case" (id),
  party_id uuid not null,
  -- Names as they were when the case was opened: a list must not ask another module for 15,000 names.
  party_name text not null,
  party_kind text not null,
  province text not null default '',
  provider_id uuid not null,
  provider_name text not null,
  ref text not null,
  title text not null,
  state text not null default 'open' check (state in ('open', 'contained', 'recovering', 'closed')),
  answer text not null default 'unknown' check (answer in ('unknown', 'hit', 'not_hit', 'data_lost')),
  answered_at timestamptz,
  answered_by text not null default '',
  answer_channel text check (answer_channel in ('mail', 'message', 'phone', 'web', 'exercise')),
  answer_note text not null default '',
  aware_at timestamptz,
  personal_data text not null default 'unknown' check (personal_data in ('yes', 'no', 'unknown')),
  inferred text not null default 'none' check (inferred in ('hit', 'degraded', 'data_at_risk', 'none')),
  confidence real not null default 0 check (confidence between 0 and 1),
  expected_at timestamptz,
  people_served double precision not null default 0,
  occurred_at timestamptz not null,
  opened_at timestamptz not null,
  observed text not null default 'unknown' check (observed in ('unknown', 'down', 'degraded', 'working')),
  observed_at timestamptz,
  reopened_safe_at timestamptz,
  safe_by text not null default '',
  safe_override text not null default '',
  closed_at timestamptz,
  close_reason text not null default '',
  data_lost text not null default '',
  data_lost_days real check (data_lost_days >= 0),
  lessons text not null default '',
  description jsonb not null default '{}',
  rsit_class text,
  rsit_type text,
  veris jsonb not null default '{}',
  attack jsonb not null default '[]',
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  lead_id text,
  lead_name text not null default '',
  people jsonb not null default '[]',
  -- Main cases only: what fell, as it was asked of the model, and the graph that answered.
  effects jsonb not null default '{}',
  graph_version int,
  request_id uuid,
  search_text text not null default '',
  search tsvector generated always as (to_tsvector('simple', search_text)) stored,
  version int not null default 1,
  updated_at timestamptz not null,
  unique (realm, ref),
  unique (realm, request_id),
  check ((kind = 'main') = (main_id is null)),
  check ((state = 'closed') = (closed_at is not null))
);
create unique index case_once_a_party on cases."case" (main_id, party_id) where kind = 'tied';
create index case_opened on cases."case" (realm, opened_at desc, ref);
create index case_newest on cases."case" (realm, kind, opened_at desc, ref);
create index case_by_state on cases."case" (realm, state, opened_at desc);
create index case_by_main on cases."case" (main_id, answer, inferred);
create index case_by_party on cases."case" (party_id, opened_at desc);
create index case_by_province on cases."case" (realm, province, opened_at desc);
create index case_without_lead on cases."case" (realm, opened_at) where lead_id is null and closed_at is null;
create index case_search on cases."case" using gin (search);

-- One row a service touched. What the model inferred and what the body confirmed stand side by side and never mix.
-- No foreign key: rows are only ever written with their case, 10,000 at a time, and a check costs more than its row.
create table cases.impact (
  case_id uuid not null,
  service_id uuid not null,
  realm text not null default 'live',
  main_id uuid not null,
  party_id uuid not null,
  name text not null,
  category text not null,
  availability text not null check (availability in ('down', 'degraded', 'none')),
  at timestamptz,
  degraded_at timestamptz,
  exposed boolean not null,
  tampered boolean not null,
  data_classes text[] not null default '{}',
  people double precision not null default 0,
  confidence real not null check (confidence between 0 and 1),
  depth int not null default 0,
  via_service uuid,
  via_effect text,
  -- Lists of {dependencyId, dependent, on, effect, autonomyMinutes, atMinutes, confidence}, from source to service.
  path jsonb not null default '[]',
  exposure_path jsonb not null default '[]',
  confirmed text check (confirmed in ('down', 'degraded', 'working')),
  confirmed_at timestamptz,
  primary key (case_id, service_id)
);
create index impact_by_main on cases.impact (main_id, service_id);

create table cases.timeline (
  id bigint generated always as identity primary key,
  realm text not null default 'live',
  case_id uuid not null,
  main_id uuid not null,
  party_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('event', 'answer', 'state', 'gate', 'decision', 'message', 'crisis', 'evidence', 'task',
    'report')),
  code text not null,
  params jsonb not null default '{}',
  text text not null default '',
  actor_kind text not null check (actor_kind in ('person', 'system', 'anonymous')),
  actor_id text not null,
  actor_name text not null default '',
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  written_at timestamptz not null
);
create index timeline_of_case on cases.timeline (case_id, at desc, id desc);

create table cases.decision (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null references cases."case" (id),
  party_id uuid not null,
  at timestamptz not null,
  text text not null,
  reasons text not null,
  actor_id text not null,
  actor_name text not null,
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear'))
);
create index decision_of_case on cases.decision (case_id, at desc);

create table cases.condition (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null references cases."case" (id),
  party_id uuid not null,
  kind text not null check (kind in ('clean_rebuild', 'csirt', 'dpa', 'prosecutor', 'other')),
  required boolean not null default true,
  title text not null default '',
  asked_by text not null default '',
  asked_at timestamptz not null,
  met_at timestamptz,
  met_by text not null default '',
  evidence text not null default '',
  evidence_id uuid,
  check ((met_at is null) = (evidence = ''))
);
create index condition_of_case on cases.condition (case_id);

-- The bytes lie in the data folder under their own hash and are never opened.
create table cases.evidence (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null references cases."case" (id),
  party_id uuid not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  note text not null default '',
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  received_at timestamptz not null,
  received_by text not null
);
create index evidence_of_case on cases.evidence (case_id, received_at desc);

create table cases.custody (
  id bigint generated always as identity primary key,
  realm text not null default 'live',
  evidence_id uuid not null references cases.evidence (id),
  party_id uuid not null,
  at timestamptz not null,
  action text not null check (action in ('received', 'downloaded', 'handed_over', 'returned', 'verified')),
  actor_id text not null,
  actor_name text not null,
  note text not null default ''
);
create index custody_of_evidence on cases.custody (evidence_id, id);
create function cases.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the chain of custody is append-only';
end $$;
create trigger append_only before update or delete on cases.custody for each row execute function cases.refuse_change();

create table cases.question (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null references cases."case" (id),
  party_id uuid not null,
  token_hash bytea not null unique check (length(token_hash) = 32),
  contact_name text not null default '',
  channel text not null check (channel in ('mail', 'phone')),
  language text not null check (language in ('it', 'fr', 'en')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz
);
create index question_of_case on cases.question (case_id);

create table cases.task (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null references cases."case" (id),
  party_id uuid not null,
  code text not null,
  situation text not null default '',
  position int not null default 0,
  text text not null default '',
  params jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'done', 'skipped')),
  note text not null default '',
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text not null default '',
  version int not null default 1,
  unique (case_id, code)
);

create table cases.report (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null references cases."case" (id),
  party_id uuid not null,
  number int not null,
  at timestamptz not null,
  author_id text not null,
  author_name text not null,
  tlp text not null,
  lines jsonb not null,
  it text not null,
  fr text not null,
  en text not null,
  unique (case_id, number)
);

do $$
declare t text;
begin
  foreach t in array array['case', 'impact', 'timeline', 'decision', 'condition', 'evidence', 'custody', 'question',
    'task', 'report'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format($p$create policy tenant on cases.%I for all using (
      realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true)) = 'all'
        or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[])))$p$, t);
  end loop;
end $$;
alter table cases.counter enable row level security;
create policy centre on cases.counter for all using (
  realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true)) = 'all');

-- Four narrow doors run as the owner and apply visibility themselves. Under `force` the owner too has policies:
-- this one opens reading to the owner alone, whom nothing connects as after migration.
create policy doors on cases."case" for select to current_user using (true);
create policy doors on cases.impact for select to current_user using (true);
create policy doors on cases.condition for select to current_user using (true);
create policy doors on cases.question for select to current_user using (true);

-- `@@` is not leakproof: under a policy it could not use its index.
create function cases.search_cases(words text, most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.id from cases."case" c
  where c.search @@ to_tsquery('simple', words)
    and c.realm = current_setting('app.realm', true)
    and (current_setting('app.scope', true) = 'all'
      or c.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[]))
  limit most
$$;

-- What a tied body may know of the main case: the provider it depends on, the description where its TLP allows, and
-- always the gate (an unseen condition would look like an open one). Never the other bodies.
create function cases.mains_for(main_ids uuid[])
returns table (id uuid, ref text, title text, provider_id uuid, provider_name text, state text, observed text,
  occurred_at timestamptz, description jsonb, conditions jsonb)
language sql stable security definer set search_path = '' as $$
  select m.id, m.ref, m.title, m.provider_id, m.provider_name, m.state, m.observed, m.occurred_at,
    case when m.tlp in ('amber', 'green', 'clear') then m.description else '{}' end,
    coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'kind', k.kind, 'required', k.required, 'title', k.title,
      'askedBy', k.asked_by, 'askedAt', k.asked_at, 'metAt', k.met_at) order by k.asked_at, k.id)
      from cases.condition k where k.case_id = m.id), '[]')
  from cases."case" m
  where m.id = any (main_ids) and m.kind = 'main' and exists (
    select 1 from cases."case" t where (t.main_id = m.id or t.id = m.id)
      and t.realm = current_setting('app.realm', true)
      and (current_setting('app.scope', true) = 'all'
        or t.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[])) limit 1)
$$;

-- Names along a path: those of suppliers and one's own. Another body on the path stays unnamed.
create function cases.path_names(of_main uuid, service_ids uuid[])
returns table (service_id uuid, name text, category text, party_name text)
language sql stable security definer set search_path = '' as $$
  select i.service_id, i.name, i.category, c.party_name
  from cases.impact i join cases."case" c on c.id = i.case_id
  where i.main_id = of_main and i.service_id = any (service_ids)
    and c.realm = current_setting('app.realm', true)
    and (c.party_kind in ('provider', 'in_house') or c.kind = 'main' or current_setting('app.scope', true) = 'all'
      or c.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[]))
    and exists (select 1 from cases."case" t where (t.main_id = of_main or t.id = of_main)
      and t.realm = current_setting('app.realm', true)
      and (current_setting('app.scope', true) = 'all'
        or t.party_id = any (nullif(current_setting('app.parties', true), '')::uuid[])) limit 1)
$$;

-- The only door without an account: by the hash of a token of 24 random bytes.
create function cases.question_by_token(hash bytea)
returns table (id uuid, case_id uuid, party_id uuid, realm text, language text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select q.id, q.case_id, q.party_id, q.realm, q.language, q.expires_at from cases.question q where q.token_hash = hash
$$;
