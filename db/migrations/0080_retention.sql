-- Data that must go, and the proof that they went.
create schema retention;

-- One row a run: the daily job's, or a command's. What a killed one left undone is the next one's.
create table retention.run (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  by text not null check (by in ('job', 'command')),
  -- [{rule, problem}]: rules that failed; nothing of them went
  problems jsonb not null default '[]'
);
create index run_latest on retention.run (started_at desc);

-- What one rule took away in one transaction, and with it: the entry in the audit log has the same digest.
-- A leaf is the SHA-256 of an id; leaves stand sorted one after the other, and their SHA-256 is the digest. From a leaf nobody
-- learns the id; whoever has the id finds its leaf.
create table retention.proof (
  id uuid primary key,
  run_id uuid not null references retention.run (id),
  rule text not null,
  at timestamptz not null,
  removed int not null check (removed > 0),
  -- moments from which the term of the first and of the last of them ran
  oldest timestamptz not null,
  newest timestamptz not null,
  digest bytea not null check (length(digest) = 32),
  leaves bytea not null check (length(leaves) % 32 = 0)
);
create index proof_of_run on retention.proof (run_id);
create function retention.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a proof of deletion is append-only';
end $$;
create trigger append_only before update or delete on retention.proof for each row execute function retention.refuse_change();

alter table retention.run enable row level security;
alter table retention.proof enable row level security;
create policy centre on retention.run for all using ((select current_setting('app.scope', true)) = 'all');
create policy centre on retention.proof for all using ((select current_setting('app.scope', true)) = 'all');

-- A hold keeps everything of a case, and of the cases tied to it, for as long as somebody with a reason says so.
alter table cases."case"
  add column hold_at timestamptz,
  add column hold_until timestamptz,
  add column hold_reason text not null default '',
  add column hold_by text not null default '',
  -- names, addresses and notes of who was asked and who answered were emptied
  add column contacts_gone_at timestamptz,
  -- texts and names of the whole story were emptied
  add column texts_gone_at timestamptz,
  add constraint hold_has_reason check ((hold_at is null) = (hold_reason = '')),
  add constraint hold_ends_after check (hold_until is null or hold_until > hold_at);
create index case_held on cases."case" (id) where hold_at is not null;

-- Read by other modules before they take away what belongs to a case. A hold on the main case holds those tied to it.
create view cases.on_hold with (security_invoker = true) as
  select c.id as case_id, h.hold_until from cases."case" h join cases."case" c on c.id = h.id or c.main_id = h.id
  where h.hold_at is not null;

-- The file of a piece of evidence goes; its row, its hash and its chain of custody stay, with how it ended.
alter table cases.evidence add column gone_at timestamptz;
create index evidence_by_hash on cases.evidence (sha256);
alter table cases.custody drop constraint custody_action_check,
  add constraint custody_action_check check (action in ('received', 'downloaded', 'handed_over', 'returned', 'verified', 'destroyed'));
create or replace function cases.refuse_change() returns trigger language plpgsql as $$
begin
  -- An exercise proves nothing to anybody: its chain goes with it.
  if tg_op = 'DELETE' and old.realm like 'ex:%' then return old; end if;
  -- The first link used to repeat the note of the file: that copy, and nothing else, goes with the file.
  if tg_op = 'UPDATE' and old.action = 'received' and new.note = ''
    and (new.id, new.realm, new.evidence_id, new.party_id, new.at, new.action, new.actor_id, new.actor_name)
      = (old.id, old.realm, old.evidence_id, old.party_id, old.at, old.action, old.actor_id, old.actor_name)
    and exists (select from cases.evidence e where e.id = old.evidence_id and e.gone_at is not null)
  then return new; end if;
  raise exception 'the chain of custody is append-only';
end $$;

-- A file is named by its hash and may belong to several cases, in any realm: whoever takes files away must see them all.
create policy doors on cases.evidence for select to current_user using (true);
create function cases.evidence_files(hashes bytea[]) returns table (sha256 bytea, kept boolean)
language sql stable security definer set search_path = '' as $$
  select e.sha256, bool_or(e.gone_at is null) from cases.evidence e
  where e.sha256 = any (hashes) and current_setting('app.scope', true) = 'all'
  group by e.sha256
$$;

-- An exercise that is over leaves with all its rows, these two included.
create policy leaving on territory.version for delete using (
  realm = (select current_setting('app.realm', true)) and realm like 'ex:%' and (select current_setting('app.scope', true)) = 'all');
create policy leaving on obligations.calendar for all using (
  realm = (select current_setting('app.realm', true)) and realm like 'ex:%' and (select current_setting('app.actor', true)) = 'retention');
