-- Events by which a rule is tried before it alerts: of the lines of one trial at least so many must meet it; with 0 none may.
-- Made by its author or at the centre, about no body.
create table watch.rule_event (
  id uuid primary key,
  rule_id text not null references watch.rule (id),
  name text not null default '' check (length(name) <= 200),
  least int not null check (least between 0 and 1000),
  -- One JSON document a line.
  lines text not null check (octet_length(lines) between 2 and 262144),
  -- One that came with the rule goes with its next version; one of the centre stays.
  own boolean not null default false,
  at timestamptz not null,
  by text not null
);
create index rule_event_of_rule on watch.rule_event (rule_id, at);
alter table watch.rule_event enable row level security;
create policy centre on watch.rule_event for all using ((select current_setting('app.scope', true) = 'all'));
