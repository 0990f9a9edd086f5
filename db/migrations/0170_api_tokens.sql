-- Keys for programs. Like the rest of this schema: reached by the auth role alone, no body's data. Of the key itself only its hash is kept.
create table identity.api_token (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity."user" (id) on delete cascade,
  name text not null,
  token_hash text not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  -- Made in a session that had proven its second step: the key then counts as one that has.
  strong boolean not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  -- Calls in the minute that `minute` names.
  minute timestamptz,
  calls int not null default 0
);
create index api_token_by_user on identity.api_token (user_id);
