-- A new key of the centre in place of the one before: begun, and done when nothing is sealed to the old one any more.
create table platform.key_rotation (
  id uuid primary key,
  -- Public halves that seal no more.
  replaced text[] not null,
  -- Null until the new key lies in its file.
  recipient text,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- What was sealed anew, and what was opened with the new key alone to prove it.
  counts jsonb not null default '{}'
);
create unique index one_rotation_at_once on platform.key_rotation ((true)) where finished_at is null;
alter table platform.key_rotation enable row level security;
create policy centre on platform.key_rotation for all using ((select current_setting('app.scope', true) = 'all'));
-- Nothing is sealed to it any more: that its secret half is not here is no loss.
alter table platform.key add column retired_at timestamptz;
