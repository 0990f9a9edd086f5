-- Logs of bodies: who sends them and under which record, which rules are asked of them, and what was found.
create schema watch;

-- Something that ships log lines of one body. It may send only while its record is complete: decided in modules/watch/core.
create table watch.source (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  kind text not null check (kind in ('elasticsearch', 'syslog', 'upload')),
  label text not null check (length(label) between 1 and 200),
  shows text[] not null check (shows <@ array['servers', 'workstations', 'database', 'firewall', 'web']),
  -- SHA-256 of the token; the token itself is shown once.
  token_hash bytea unique,
  token_made_at timestamptz,
  active boolean not null default true,
  -- Contract under which the centre processes for the body (art. 28 GDPR).
  contract_on date,
  contract_ref text not null default '' check (length(contract_ref) <= 300),
  impact text not null default '' check (impact in ('', 'done', 'not_needed')),
  impact_on date,
  impact_why text not null default '' check (length(impact_why) <= 1000),
  retention_days int check (retention_days between 7 and 730),
  labour text not null default '' check (labour in ('', 'unseen', 'agreement', 'authorisation', 'consultation')),
  labour_on date,
  labour_ref text not null default '' check (length(labour_ref) <= 1000),
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  last_at timestamptz
);
create index source_of_party on watch.source (party_id, made_at);

-- What came, by source and day (UTC).
create table watch.day (
  source_id uuid not null references watch.source (id),
  day date not null,
  realm text not null default 'live',
  party_id uuid not null,
  received bigint not null default 0,
  bytes bigint not null default 0,
  broken bigint not null default 0,
  no_zone bigint not null default 0,
  duplicates bigint not null default 0,
  too_large bigint not null default 0,
  empty bigint not null default 0,
  primary key (source_id, day)
);
create index day_of_party on watch.day (party_id, day desc);

-- The catalogue: one row a rule, with its text as it was given. Of the centre, about no body.
create table watch.rule (
  id text primary key check (length(id) between 1 and 100),
  title text not null check (length(title) between 1 and 500),
  description text not null default '',
  yaml text not null,
  level text not null check (level in ('informational', 'low', 'medium', 'high', 'critical')),
  product text not null default '',
  category text not null default '',
  service text not null default '',
  tags text[] not null default '{}',
  author text not null default '',
  licence text not null default '',
  path text not null default '',
  state text not null default 'observe' check (state in ('observe', 'alert', 'off')),
  version int not null default 1,
  imported_at timestamptz not null,
  imported_by text not null,
  changed_at timestamptz not null
);
create index rule_by_state on watch.rule (state, title);
alter table watch.rule enable row level security;
create policy centre on watch.rule for all using ((select current_setting('app.scope', true) = 'all'));

-- Hits of rules that only observe, and of those that alert: how noisy a rule would be at a body.
create table watch.seen (
  rule_id text not null references watch.rule (id),
  party_id uuid not null,
  day date not null,
  realm text not null default 'live',
  count bigint not null,
  primary key (rule_id, party_id, day)
);
create index seen_of_party on watch.seen (party_id, day);

-- One cause, one card: body, rule and what it is about, while it is open.
create table watch.alert (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  source_id uuid not null references watch.source (id),
  rule_id text not null references watch.rule (id),
  title text not null,
  level text not null,
  tags text[] not null default '{}',
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  -- [{code, params}]: why this severity.
  why jsonb not null,
  host text not null default '' check (length(host) <= 200),
  account text not null default '' check (length(account) <= 200),
  state text not null default 'open' check (state in ('open', 'taken', 'closed')),
  first_at timestamptz not null,
  last_at timestamptz not null,
  count bigint not null,
  taken_by text not null default '',
  taken_by_name text not null default '',
  closed_at timestamptz,
  closed_by text not null default '',
  close_reason text check (close_reason in ('false_positive', 'benign', 'duplicate', 'case')),
  close_note text not null default '' check (length(close_note) <= 1000),
  case_id uuid,
  case_ref text not null default '',
  version int not null default 1,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (close_reason is not null))
);
create unique index alert_once on watch.alert (realm, party_id, rule_id, host, account) where state <> 'closed';
create index alert_waiting on watch.alert (realm, severity, last_at desc) where state <> 'closed';
create index alert_of_party on watch.alert (party_id, last_at desc);
create index alert_closed on watch.alert (closed_at) where state = 'closed';

-- Up to five lines of an alert as they came: they tell of people, and go when the source's own term is over.
create table watch.sample (
  id bigint generated always as identity primary key,
  alert_id uuid not null references watch.alert (id) on delete cascade,
  realm text not null default 'live',
  party_id uuid not null,
  at timestamptz not null,
  line text not null,
  cut boolean not null default false,
  until timestamptz not null
);
create index sample_of_alert on watch.sample (alert_id, id);
create index sample_by_term on watch.sample (until);

-- A rule is silenced at one body, wholly or where a field has a value; never for ever.
create table watch.suppression (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  rule_id text not null references watch.rule (id),
  field text not null default '' check (length(field) <= 200),
  value text not null default '' check (length(value) <= 500),
  reason text not null check (length(reason) between 1 and 1000),
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  until timestamptz not null,
  ended_at timestamptz,
  hits bigint not null default 0,
  check (until > made_at and until <= made_at + interval '90 days')
);
create index suppression_of_party on watch.suppression (party_id, until desc);
create index suppression_by_end on watch.suppression (until);

-- How far the lines of a spool were read: saved with what they led to, so that a line read again leads to nothing twice.
create table watch.cursor (
  spool text primary key,
  position bigint not null,
  at timestamptz not null
);
alter table watch.cursor enable row level security;
create policy centre on watch.cursor for all using ((select current_setting('app.scope', true) = 'all'));

do $$
declare name text;
begin
  foreach name in array array['source', 'day', 'seen', 'alert', 'sample', 'suppression'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format($p$create policy tenant on watch.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
end $$;
