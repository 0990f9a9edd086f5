-- One sharing policy a field. A field of a case's description may be kept: its value stands apart, where the policies of the
-- database hold it, and no list, search, feed or draft of somebody else can meet it by an oversight.
--   regulator   for authorities alone: the centre and the people of the body read it, and it fills the body's own drafts
--   privileged  between the body and its counsel: the administrators of the body read it, the centre does not
-- `app.speaks`: parties for which the asker is of the body, `all` for the centre · `app.counsel`: those whose administrator the asker is.
create table cases.kept (
  id uuid primary key,
  realm text not null,
  case_id uuid not null references cases."case" (id) on delete cascade,
  party_id uuid not null,
  field text not null check (field ~ '^[A-Za-z][A-Za-z0-9]{0,59}$'),
  mark text not null check (mark in ('regulator', 'privileged')),
  reason text not null check (length(reason) between 1 and 300),
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  unique (case_id, field)
);
create table cases.kept_value (
  kept_id uuid primary key references cases.kept (id) on delete cascade,
  realm text not null,
  case_id uuid not null,
  party_id uuid not null,
  mark text not null check (mark in ('regulator', 'privileged')),
  value jsonb not null
);
create index kept_value_of_case on cases.kept_value (case_id);

do $$
declare t text;
begin
  foreach t in array array['kept', 'kept_value'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format($p$create policy tenant on cases.%I for all using (
      realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true) = 'all')
        or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, t);
    execute format('create policy tlp_of_case on cases.%I as restrictive for all using (case_id <> all ((select cases.withheld())::uuid[]))', t);
    execute format('grant select, insert, update, delete on cases.%I to %I', t, regexp_replace(current_user, '_owner$', '_app'));
  end loop;
end $$;
-- Who may write a value that it does not read is nobody: what is kept for counsel is put there by counsel.
create policy mark on cases.kept_value as restrictive for all using (
  (mark = 'regulator' and ((select current_setting('app.speaks', true) = 'all')
    or party_id = any ((select nullif(nullif(current_setting('app.speaks', true), 'all'), '')::uuid[])::uuid[])))
  or (mark = 'privileged' and party_id = any ((select nullif(current_setting('app.counsel', true), '')::uuid[])::uuid[])));
