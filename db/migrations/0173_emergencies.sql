-- Emergency access: a role of the centre for some hours, with its reasons, and a report that another coordinator closes.
create table identity.emergency (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity."user" (id) on delete cascade,
  role text not null check (role in ('coordinator', 'analyst')),
  reason text not null check (length(reason) >= 20),
  -- A person's id; null when it was given at the server.
  given_by uuid references identity."user" (id) on delete set null,
  given_at timestamptz not null,
  until timestamptz not null check (until > given_at and until <= given_at + interval '4 hours'),
  -- When every coordinator's message was put into the queue.
  told_at timestamptz,
  closed_by uuid references identity."user" (id) on delete set null,
  closed_at timestamptz,
  remark text not null default ''
);
create index emergency_open on identity.emergency (given_at) where closed_at is null;
create index emergency_by_user on identity.emergency (user_id);
alter table identity.membership add column emergency_id uuid references identity.emergency (id) on delete cascade;
alter table identity.membership add constraint emergency_until check (emergency_id is null or valid_until is not null);
