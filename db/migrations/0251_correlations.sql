-- Correlations, which say what several rules mean together, and global filters stand in the catalogue beside rules.
do $$
declare name text;
begin
  foreach name in array array['rule', 'import_rule'] loop
    execute format($t$alter table watch.%I
      add column form text not null default 'rule' check (form in ('rule', 'correlation', 'filter')),
      -- By which others may refer to it, beside its id.
      add column called text not null default '' check (length(called) <= 300),
      -- Of a correlation: ids of what it refers to, in the order of its text. Of a filter: ids that it names; none: all that fit.
      add column parts text[] not null default '{}',
      -- Of a correlation: what it refers to alerts by itself as well.
      add column generate boolean not null default false,
      -- It is there for correlations alone, and does not alert by itself.
      add column silent boolean not null default false$t$, name);
  end loop;
end $$;
update watch.rule set called = left(coalesce((regexp_match(yaml, '^name:[ \t]*["'']?([^\s"''#]+)', 'n'))[1], ''), 300);
create index rule_by_called on watch.rule (called) where called <> '';
create index rule_by_parts on watch.rule using gin (parts) where form <> 'rule';

-- Hits of rules that correlations refer to, until no window can reach them: those of a batch that say the same are one row.
create table watch.step (
  id bigint generated always as identity primary key,
  realm text not null default 'live',
  party_id uuid not null,
  source_id uuid not null references watch.source (id),
  rule_id text not null references watch.rule (id),
  came_at timestamptz not null,
  -- What correlations ask of the event: {field: text}.
  fields jsonb not null,
  host text not null default '' check (length(host) <= 200),
  account text not null default '' check (length(account) <= 200),
  -- Of each hit: [its moment in milliseconds, its place in the batch].
  hits jsonb not null,
  -- The first of them as they came: [{place, line, cut}].
  lines jsonb not null default '[]',
  -- Hits of one transaction: their places are of one order.
  batch bigint not null default (pg_current_xact_id()::text::bigint),
  -- When correlations took it; null: it waits.
  turn bigint,
  until timestamptz not null
);
create index step_waiting on watch.step (id) where turn is null;
create index step_by_turn on watch.step (turn, id) where turn is not null;
create index step_by_term on watch.step (until);

-- What correlations could not count, by rule, body and day: too late, without a field that is asked for, one group too many, one hit too many.
create table watch.missed (
  rule_id text not null references watch.rule (id),
  party_id uuid not null,
  day date not null,
  realm text not null default 'live',
  late bigint not null default 0,
  ungrouped bigint not null default 0,
  unvalued bigint not null default 0,
  evicted bigint not null default 0,
  cut bigint not null default 0,
  primary key (rule_id, party_id, day)
);
create index missed_by_day on watch.missed (day);

do $$
declare name text;
begin
  foreach name in array array['step', 'missed'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format($p$create policy tenant on watch.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
end $$;
