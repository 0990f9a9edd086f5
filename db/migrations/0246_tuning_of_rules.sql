-- What a rule does at one body, where that is not what it does everywhere. `pack`: set when the body began, and not by a person.
create table watch.tuning (
  party_id uuid not null,
  rule_id text not null references watch.rule (id),
  realm text not null default 'live',
  state text not null check (state in ('observe', 'alert', 'off')),
  reason text not null default '' check (length(reason) <= 1000),
  pack boolean not null default false,
  by_id text not null,
  by_name text not null default '',
  at timestamptz not null,
  version int not null default 1,
  primary key (party_id, rule_id)
);
create index tuning_of_rule on watch.tuning (rule_id);

-- When a body began with rules that only observe.
create table watch.beginning (
  party_id uuid primary key,
  realm text not null default 'live',
  at timestamptz not null,
  rules int not null
);

do $$
declare name text;
begin
  foreach name in array array['tuning', 'beginning'] loop
    execute format('alter table watch.%I enable row level security', name);
    execute format($p$create policy tenant on watch.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
end $$;
