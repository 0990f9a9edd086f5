-- Who of the centre answers outside hours.
create table coordination.on_call (
  id uuid primary key,
  realm text not null default 'live',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  person text not null check (length(person) between 1 and 120),
  -- "+" and digits: a text message can be sent to it as it stands.
  phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  second text not null default '' check (length(second) <= 120),
  second_phone text not null default '' check (second_phone ~ '^(\+[1-9][0-9]{6,14})?$'),
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  check (ends_at > starts_at and ends_at <= starts_at + interval '62 days'),
  check ((second = '') = (second_phone = ''))
);
create index on_call_by_time on coordination.on_call (realm, ends_at);
alter table coordination.on_call enable row level security;
create policy centre on coordination.on_call for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
