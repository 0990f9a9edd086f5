-- What the centre says of itself to other response teams (RFC 2350), beyond what stands in platform.centre. One row, in each language.
create table coordination.profile (
  realm text primary key default 'live',
  -- {field: {it, fr, en}}: the fields of core/profile.ts
  texts jsonb not null default '{}',
  fingerprint text not null default '' check (fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})?$'),
  key_address text not null default '' check (length(key_address) <= 300),
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null
);
alter table coordination.profile enable row level security;
create policy centre on coordination.profile for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
