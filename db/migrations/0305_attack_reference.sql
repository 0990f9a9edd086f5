-- ATT&CK as a reference, version by version. It comes from outside, is about no body, and is the same in an exercise. The codes in what sources say
-- are never rewritten: names, and what a code is called now, are read beside them from the release in use.
create table observatory.attack_release (
  id uuid primary key,
  domain text not null check (domain in ('enterprise', 'mobile', 'ics')),
  version text not null check (version ~ '^\d{1,4}(\.\d{1,4}){0,2}$'),
  released_on date,
  file_name text not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- The words that its licence asks to be shown.
  notice text not null,
  -- [{code, short, name}], in the order of the matrix.
  tactics jsonb not null,
  imported_at timestamptz not null, imported_by text not null, imported_by_name text not null,
  used_at timestamptz, used_by text, used_by_name text,
  in_use boolean not null default false,
  check (not in_use or used_at is not null),
  unique (domain, version)
);
create unique index attack_release_used on observatory.attack_release (domain) where in_use;

create table observatory.attack_technique (
  release_id uuid not null references observatory.attack_release (id) on delete cascade,
  code text not null check (code ~ '^T\d{4}(\.\d{3})?$'),
  name text not null,
  about text not null,
  tactics text[] not null,
  state text not null check (state in ('active', 'deprecated', 'revoked')),
  -- Of a revoked one, the code that took its place.
  now text,
  version text not null,
  modified text not null,
  primary key (release_id, code)
);
create index attack_technique_by_code on observatory.attack_technique (code);

-- Software, groups and campaigns: what they are called.
create table observatory.attack_named (
  release_id uuid not null references observatory.attack_release (id) on delete cascade,
  code text not null,
  kind text not null check (kind in ('software', 'group', 'campaign')),
  name text not null,
  aliases text[] not null,
  state text not null check (state in ('active', 'deprecated', 'revoked')),
  version text not null,
  primary key (release_id, code)
);

alter table observatory.attack_release enable row level security;
alter table observatory.attack_technique enable row level security;
alter table observatory.attack_named enable row level security;
create policy centre on observatory.attack_release for all using ((select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.attack_technique for all using ((select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.attack_named for all using ((select current_setting('app.scope', true) = 'all'));
