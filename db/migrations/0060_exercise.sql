-- Exercises: the same machinery in a realm of its own. Centre only: nothing here belongs to a body.
create schema exercise;
create table exercise.run (
  id uuid primary key,
  realm text not null unique check (realm like 'ex:%'),
  name text not null,
  state text not null check (state in ('playing', 'done', 'interrupted', 'failed')),
  -- moment of the played event, on the exercise's own calendar
  zero_at timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  by text not null,
  bodies int not null default 0,
  main_id uuid,
  progress jsonb not null default '{}',
  counts jsonb not null default '{}',
  findings jsonb not null default '[]',
  problem text not null default ''
);
create index run_latest on exercise.run (started_at desc);
alter table exercise.run enable row level security;
create policy centre on exercise.run for all using ((select current_setting('app.scope', true)) = 'all');
