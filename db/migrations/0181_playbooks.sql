-- Playbooks (OASIS CACAO 2.0): the library of the centre, and which steps of one are being done on a case.
create schema playbooks;

create table playbooks.playbook (
  id uuid primary key,
  realm text not null default 'live',
  -- The document's own id: what comes again under it is a later version.
  cacao_id text not null,
  name text not null,
  labels text[] not null default '{}',
  modified_at timestamptz not null,
  document jsonb not null,
  steps int not null,
  -- [{code, path, step, params}]: what the engine said of it and did not refuse.
  warnings jsonb not null default '[]',
  version int not null default 1,
  state text not null default 'active' check (state in ('active', 'withdrawn')),
  imported_at timestamptz not null,
  imported_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text not null default '',
  withdrawn_reason text not null default '',
  unique (realm, cacao_id),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index playbook_by_name on playbooks.playbook (realm, state, name);

-- A run keeps the plan as it was when it began: a later version of the playbook does not change what people are doing.
create table playbooks.run (
  id uuid primary key,
  realm text not null default 'live',
  case_id uuid not null,
  party_id uuid not null,
  playbook_id uuid not null references playbooks.playbook (id),
  playbook_version int not null,
  name jsonb not null,
  plan jsonb not null,
  state text not null default 'running' check (state in ('running', 'stopped')),
  started_at timestamptz not null,
  started_by text not null,
  stopped_at timestamptz,
  stopped_by text not null default '',
  stopped_reason text not null default '',
  request_id uuid,
  unique (realm, request_id),
  check ((state = 'stopped') = (stopped_at is not null))
);
create index run_of_case on playbooks.run (case_id, started_at desc);
create index run_of_playbook on playbooks.run (playbook_id);

-- One row an item of the plan: the task it became on the case (null while nobody is to do it), or what a person answered.
create table playbooks.step_task (
  run_id uuid not null references playbooks.run (id),
  position int not null,
  realm text not null default 'live',
  case_id uuid not null,
  party_id uuid not null,
  item text not null,
  task_code text,
  answer text,
  answered_at timestamptz,
  answered_by text not null default '',
  primary key (run_id, position),
  unique (run_id, item),
  check ((answer is null) = (answered_at is null))
);

alter table playbooks.playbook enable row level security;
-- In an exercise the library of the centre is there to be used, and never changed.
create policy reading on playbooks.playbook for select using (realm in ('live', (select current_setting('app.realm', true))) and (select current_setting('app.scope', true) = 'all'));
create policy writing on playbooks.playbook for insert with check (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy changing on playbooks.playbook for update using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy leaving on playbooks.playbook for delete using (realm = (select current_setting('app.realm', true)) and realm like 'ex:%' and (select current_setting('app.scope', true) = 'all'));

do $$
declare name text;
begin
  foreach name in array array['run', 'step_task'] loop
    execute format('alter table playbooks.%I enable row level security', name);
    execute format($p$create policy tenant on playbooks.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
    execute format('create policy tlp_of_case on playbooks.%I as restrictive for all using (case_id <> all ((select cases.withheld())::uuid[]))', name);
  end loop;
end $$;
