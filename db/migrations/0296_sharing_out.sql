-- To which collection what is of a kind goes by itself. No row: nowhere.
create table sharing.choice (
  kind text primary key check (kind in ('indicators', 'sightings', 'campaigns')),
  collection_no int not null references sharing.collection (no),
  chosen_at timestamptz not null,
  chosen_by text not null,
  chosen_by_name text not null default ''
);

-- One thing that a person has given to a group.
create table sharing.gift (
  id uuid primary key,
  kind text not null check (kind in ('indicators', 'sightings', 'campaigns', 'entries')),
  object_id uuid not null,
  group_no int not null references sharing.sharing_group (no),
  -- Of an entry of the catalogue: the objects as they were looked at. What comes later is told when somebody gives it again.
  objects jsonb,
  -- As it was called then.
  title text not null default '' check (length(title) <= 300),
  given_at timestamptz not null,
  given_by text not null,
  given_by_name text not null default '',
  unique (kind, object_id, group_no)
);

-- Which objects of a collection stand there for which thing: so that they are revoked when it is not told any more.
create table sharing.standing (
  kind text not null check (kind in ('indicators', 'sightings', 'campaigns', 'entries')),
  object_id uuid not null,
  collection_no int not null,
  type text not null,
  uuid uuid not null,
  primary key (collection_no, kind, object_id, uuid, type)
);
create index standing_of_object on sharing.standing (collection_no, uuid, type);
create index standing_by_thing on sharing.standing (kind, object_id);

do $$
declare name text;
begin
  foreach name in array array['choice', 'gift', 'standing'] loop
    execute format('alter table sharing.%I enable row level security', name);
    execute format($p$create policy centre on sharing.%I for all using ((select current_setting('app.scope', true) = 'all' and current_setting('app.realm', true) = 'live'))$p$, name);
  end loop;
end $$;
