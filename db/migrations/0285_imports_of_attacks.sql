-- Files of attacks that somebody brought, with how far they are: a part of a file and its progress are one transaction, so that a run that was
-- killed goes on behind the last part. And what columns mean in the tables of a source, as a person once said.
create table observatory.import (
  id uuid primary key,
  realm text not null default 'live',
  file_name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- Of format, mapping and TLP: the same file read in another way is another import.
  variant bytea not null check (length(variant) = 32),
  format text not null check (format in ('veris', 'eurepoc', 'hhs', 'misp', 'stix', 'csv')),
  mapping jsonb,
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  state text not null check (state in ('running', 'interrupted', 'done')),
  by_id text not null,
  by_name text not null,
  started_at timestamptz not null,
  moved_at timestamptz not null,
  finished_at timestamptz,
  -- Attacks read so far, in the order of the file.
  position int not null default 0,
  stored int not null default 0,
  -- Joined to an entry that was known by its key.
  merged int not null default 0,
  refused_count int not null default 0,
  -- The first 5,000, with number and reason.
  refused jsonb not null default '[]',
  unique (realm, sha256, variant)
);
create index import_newest on observatory.import (realm, started_at desc, id);

create table observatory.mapping (
  id uuid primary key,
  realm text not null default 'live',
  name text not null check (length(name) between 1 and 200),
  mapping jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_name text not null,
  unique (realm, name)
);

alter table observatory.import enable row level security;
alter table observatory.mapping enable row level security;
create policy centre on observatory.import for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy tlp on observatory.import as restrictive for all using (tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));
create policy centre on observatory.mapping for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
