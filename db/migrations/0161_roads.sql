-- A file of many reports: how far it was stored, and the rows that did not go in, sealed, to be mended and given back.
alter table intake.import
  add column moved_at timestamptz,
  add column refused_count int not null default 0,
  add column bad_key text not null default '',
  add column bad_sealed bytea;
create index import_bad on intake.import (finished_at) where bad_sealed is not null;

-- Programs that hand reports over by themselves, each with a secret of its own; sealed, since it must be read to check a signature.
create table intake.source (
  id uuid primary key,
  realm text not null default 'live',
  -- Whose program it is; none: the centre's own.
  party_id uuid,
  name text not null check (length(name) between 1 and 200),
  secret text not null,
  active boolean not null default true,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null default '',
  used_at timestamptz
);
create index source_by_time on intake.source (realm, made_at);
alter table intake.source enable row level security;
create policy tenant on intake.source for all using (
  realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true) = 'all')
    or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
-- A loop of two machines that answer each other is seen by what one address sent lately.
create index contact_by_email on intake.contact (email, realm) where email <> '';
