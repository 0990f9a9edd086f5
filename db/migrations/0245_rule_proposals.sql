-- An import is a proposal: what is new, changed or gone in a collection of rules. Nothing of it is in force until somebody applies it.
alter table watch.rule add column origin text not null default '';
alter table watch.rule add column status text not null default '';
alter table watch.rule add column link text not null default '';
-- Its collection has it no more, or calls it outdated. What people chose for it stays.
alter table watch.rule add column gone text not null default '' check (gone in ('', 'deprecated', 'removed'));

create table watch.import (
  id uuid primary key,
  -- files: chosen in the page; folder, git: read whole by the command, so that what is missing is gone.
  kind text not null check (kind in ('files', 'folder', 'git')),
  origin text not null check (length(origin) <= 500),
  ref text not null default '' check (length(ref) <= 200),
  licence text not null default '' check (length(licence) <= 100),
  state text not null default 'waiting' check (state in ('waiting', 'applied', 'dropped')),
  files int not null,
  same int not null,
  -- [{path, document, title, problems}], the first 1,000.
  refused jsonb not null,
  refused_count int not null,
  made_at timestamptz not null,
  made_by text not null,
  settled_at timestamptz,
  settled_by text not null default ''
);
create index import_by_time on watch.import (made_at desc);

create table watch.import_rule (
  import_id uuid not null references watch.import (id) on delete cascade,
  rule_id text not null check (length(rule_id) between 1 and 100),
  kind text not null check (kind in ('new', 'changed', 'gone')),
  -- Of `gone`.
  reason text not null default '' check (reason in ('', 'deprecated', 'removed')),
  title text not null,
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
  status text not null default '',
  link text not null default '',
  -- [{what, before, after}]
  changes jsonb not null default '[]',
  -- [{name, least, lines}]: came with the rule.
  events jsonb not null default '[]',
  -- '' where the rule has no events.
  tested text not null default '' check (tested in ('', 'passed', 'failed')),
  applied_at timestamptz,
  primary key (import_id, rule_id)
);
create index import_rule_waiting on watch.import_rule (import_id, kind, product, level);

alter table watch.import enable row level security;
alter table watch.import_rule enable row level security;
create policy centre on watch.import for all using ((select current_setting('app.scope', true) = 'all'));
create policy centre on watch.import_rule for all using ((select current_setting('app.scope', true) = 'all'));
