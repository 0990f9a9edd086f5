-- An interrupted exercise goes on from its last step, or is ended where it is. `options`: what was asked; `memory`: what the
-- player found out on the way (provider, services, milliseconds); `curve`: how many had answered and were back, by the hour.
alter table exercise.run drop constraint run_state_check;
alter table exercise.run add constraint run_state_check check (state in ('playing', 'done', 'interrupted', 'failed', 'ended'));
alter table exercise.run add column options jsonb not null default '{}';
alter table exercise.run add column memory jsonb not null default '{}';
alter table exercise.run add column curve jsonb not null default '[]';
