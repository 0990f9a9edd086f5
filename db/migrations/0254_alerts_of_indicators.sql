-- The cause of an alert, and of a silence, is a rule or an indicator. An indicator is known here by its hash alone: its value may be withheld from the body.
alter table watch.alert
  alter column rule_id drop not null,
  -- SHA-256 of kind and canonical value.
  add column indicator_hash bytea check (length(indicator_hash) = 32),
  add constraint alert_of_one_cause check ((rule_id is null) <> (indicator_hash is null));
create unique index alert_once_of_indicator on watch.alert (realm, party_id, indicator_hash, host, account) where state <> 'closed';

-- Which value was met, where, by whose word. A row of its own, so that its TLP holds in the database whoever reads the alert.
create table watch.alert_indicator (
  alert_id uuid primary key references watch.alert (id) on delete cascade,
  realm text not null default 'live',
  party_id uuid not null,
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  kind text not null,
  value text not null,
  reason text not null,
  field text not null,
  matched text not null,
  -- The list may be gone by now; its name stays.
  list_id uuid not null,
  list_name text not null,
  confidence int not null,
  category text not null default '',
  family text not null default '',
  since timestamptz not null,
  until timestamptz,
  -- Names of other lists that hold the same value.
  others text[] not null default '{}'
);
create index alert_indicator_of_party on watch.alert_indicator (party_id);
alter table watch.alert_indicator enable row level security;
create policy tenant on watch.alert_indicator for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
create policy tlp on watch.alert_indicator as restrictive for all using ((select coalesce('red' = any (nullif(current_setting('app.tlps', true), '')::text[]), false))
  or tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
create policy tlp_of_alert on watch.alert_indicator as restrictive for all using (exists (select from watch.alert a where a.id = alert_id));

alter table watch.suppression
  alter column rule_id drop not null,
  add column indicator text check (length(indicator) between 1 and 2100),
  add column tlp text not null default 'clear' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  add constraint suppression_of_one_cause check ((rule_id is null) <> (indicator is null));
-- It names the value.
create policy tlp on watch.suppression as restrictive for all using ((select coalesce('red' = any (nullif(current_setting('app.tlps', true), '')::text[]), false))
  or tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
