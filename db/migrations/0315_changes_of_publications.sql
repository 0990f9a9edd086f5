-- Which publications changed, in which transaction: who keeps their rows in memory reads these few again, and nothing else. A transaction that
-- began before a reading and ended after it is told by its number, where a moment could not tell it. Lines of a day are kept; who comes later reads all.
create table observatory.publication_change (
  realm text not null,
  xid xid8 not null default pg_current_xact_id(),
  entry_id uuid not null,
  at timestamptz not null default now()
);
create index publication_change_xid on observatory.publication_change (xid);
create index publication_change_at on observatory.publication_change (at);
alter table observatory.publication_change enable row level security;
create policy centre on observatory.publication_change for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));

create function observatory.note_publications() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then insert into observatory.publication_change (realm, entry_id) select realm, entry_id from gone; end if;
  if tg_op <> 'DELETE' then insert into observatory.publication_change (realm, entry_id) select realm, entry_id from come; end if;
  delete from observatory.publication_change where at < now() - interval '1 day';
  return null;
end $$;
create trigger publication_added after insert on observatory.publication referencing new table as come for each statement execute function observatory.note_publications();
create trigger publication_changed after update on observatory.publication referencing old table as gone new table as come for each statement execute function observatory.note_publications();
create trigger publication_removed after delete on observatory.publication referencing old table as gone for each statement execute function observatory.note_publications();
