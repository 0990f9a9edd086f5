-- Whether the values of a list may be told to others: they are ours, or the terms under which we have them allow it. Nothing is until somebody says so.
alter table watch.list
  add column resharing text not null default 'no' check (resharing in ('no', 'own', 'allowed')),
  add constraint list_resharing_has_terms check (resharing <> 'allowed' or (length(licence) > 0 and length(source) > 0)),
  add constraint list_resharing_of_indicators check (resharing = 'no' or kind = 'indicators');

-- Attacks that belong together: who, how, against whom, and which lists of indicators tell of it.
create table watch.campaign (
  id uuid primary key,
  realm text not null default 'live',
  name text not null check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 4000),
  aliases text[] not null default '{}' check (cardinality(aliases) <= 20),
  first_day date,
  last_day date,
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  -- By whom it is said to be done.
  actor text not null default '' check (length(actor) <= 200),
  -- ATT&CK.
  techniques text[] not null default '{}' check (cardinality(techniques) <= 100),
  -- Kinds of body.
  targets text[] not null default '{}' check (cardinality(targets) <= 20),
  lists uuid[] not null default '{}' check (cardinality(lists) <= 20),
  -- It was no campaign, or is told no more.
  retired_at timestamptz,
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  check (first_day <= last_day)
);
create unique index campaign_by_name on watch.campaign (realm, lower(name));
alter table watch.campaign enable row level security;
create policy centre on watch.campaign for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on watch.campaign as restrictive for all using (tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));

-- With whom something is shared now, in words for its page. Sharing says it; the watch decides nothing by it.
create table watch.shared (
  kind text not null check (kind in ('indicators', 'sightings', 'campaigns')),
  object_id uuid not null,
  places text[] not null,
  primary key (kind, object_id)
);
alter table watch.shared enable row level security;
create policy centre on watch.shared for all using ((select current_setting('app.scope', true) = 'all') and (select current_setting('app.realm', true) = 'live'));
