-- The door to other centres. Everything in it is the centre's; a peer that asks is named by the setting `app.peer`, for one transaction.
create schema sharing;

create table sharing.sharing_group (
  id uuid primary key,
  -- Rows of objects name it by this: four bytes instead of sixteen, a million times.
  no int generated always as identity unique,
  name text not null unique check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 2000),
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null
);

create table sharing.peer (
  id uuid primary key,
  -- From 1: 0 stands in rows of objects for this centre itself.
  no int generated always as identity unique,
  name text not null unique check (length(name) between 1 and 200),
  -- API root of its TAXII server; empty: it only comes to us.
  url text not null default '' check (length(url) <= 2000),
  auth text not null default 'none' check (auth in ('none', 'basic', 'bearer')),
  -- `user:password` or the token, sealed with the key of the centre.
  secret text not null default '',
  -- SHA-256 of the token by which it comes to us; null: it does not.
  token_hash bytea unique check (length(token_hash) = 32),
  active boolean not null default true,
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null,
  tried_at timestamptz,
  succeeded_at timestamptz,
  -- Code and detail of the last run, null after one that went well.
  problem text,
  problem_detail text not null default '' check (length(problem_detail) <= 1000),
  asked_at timestamptz
);

create table sharing.member (
  group_no int not null references sharing.sharing_group (no) on delete cascade,
  peer_no int not null references sharing.peer (no) on delete cascade,
  primary key (group_no, peer_no)
);
create index member_of_peer on sharing.member (peer_no, group_no);

create table sharing.collection (
  id uuid primary key,
  no int generated always as identity unique,
  alias text not null unique check (alias ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  title text not null check (length(title) between 1 and 200),
  description text not null default '' check (length(description) <= 2000),
  audience text not null check (audience in ('public', 'partners', 'group')),
  group_no int references sharing.sharing_group (no),
  -- Whether peers who read it may write into it.
  open boolean not null default false,
  -- The last moment given to an object, in microseconds since 1970: written under the lock of this row, which is held until the commit.
  -- So moments are strictly increasing in the order of commits, and who pages by them loses nothing that commits late.
  last_added bigint not null default 0,
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null,
  check ((audience = 'group') = (group_no is not null))
);

-- One row for each version of an object in a collection. The body is the text that is served, never parsed on the way out.
create table sharing.object (
  -- No foreign key: it would ask the collection once for each of a million rows. Collections are closed, not deleted, while they hold something.
  collection_no int not null,
  group_no int,
  -- Microseconds since 1970, strictly increasing in its collection.
  added bigint not null,
  -- `modified`, else `created`, in microseconds since 1970; of objects that have neither: 0.
  stamp bigint not null,
  uuid uuid not null,
  -- From whom: a peer, 0: made by this centre, null: brought by a person as a file.
  peer_no int,
  bytes int not null,
  newest boolean not null,
  revoked boolean not null,
  type text not null,
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  body text not null
);
create unique index object_by_added on sharing.object (collection_no, added);
create unique index object_by_id on sharing.object (collection_no, uuid, stamp, type);
do $$ begin
  alter table sharing.object alter column body set compression lz4;
exception when feature_not_supported then null; -- a server that was built without it
end $$;

-- Which objects name a value: SHA-256 of type and value, its first six bytes; who looks compares the values themselves. One row for each true link.
create table sharing.value (
  hash bigint not null,
  added bigint not null,
  collection_no int not null
);
create index value_by_hash on sharing.value (hash);

-- What was deleted, so that no peer brings it back.
create table sharing.tombstone (
  collection_no int not null references sharing.collection (no) on delete cascade,
  uuid uuid not null,
  type text not null,
  at timestamptz not null,
  by_id text not null,
  primary key (collection_no, uuid, type)
);

-- Another content under the same version, or another's version of what this centre made: kept, not served, until a person decides.
create table sharing.conflict (
  id uuid primary key,
  collection_no int not null references sharing.collection (no) on delete cascade,
  uuid uuid not null,
  type text not null,
  stamp bigint not null,
  kind text not null check (kind in ('content', 'ours')),
  peer_no int,
  group_no int,
  tlp text not null check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  sha256 bytea not null,
  body text not null,
  at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  outcome text check (outcome in ('kept', 'taken')),
  check ((settled_at is null) = (outcome is null))
);
create unique index conflict_once on sharing.conflict (collection_no, uuid, type, stamp, sha256);

create table sharing.status (
  id uuid primary key,
  collection_no int not null references sharing.collection (no) on delete cascade,
  peer_no int references sharing.peer (no) on delete cascade,
  at timestamptz not null,
  -- The status resource, as it is served.
  body text not null
);
create index status_by_term on sharing.status (at);

-- What is read from a peer into a collection.
create table sharing.pull (
  id uuid primary key,
  peer_no int not null references sharing.peer (no) on delete cascade,
  remote text not null check (length(remote) between 1 and 200),
  collection_no int not null references sharing.collection (no),
  -- What comes in goes no further than this group; null: it is not given to one.
  group_no int references sharing.sharing_group (no),
  -- `added_after` of the run that is under way, and its next page; both are saved with the objects of a page.
  cursor text not null default '',
  next text not null default '',
  -- The last moment that the peer has told in this run.
  seen text not null default '',
  read bigint not null default 0,
  refused bigint not null default 0,
  unique (peer_no, remote, collection_no)
);
-- What of a collection is written to a peer.
create table sharing.push (
  id uuid primary key,
  peer_no int not null references sharing.peer (no) on delete cascade,
  collection_no int not null references sharing.collection (no),
  remote text not null check (length(remote) between 1 and 200),
  position bigint not null default 0,
  sent bigint not null default 0,
  refused bigint not null default 0,
  unique (peer_no, collection_no, remote)
);

-- Who asks: the centre sees all. A peer, named by `app.peer`, and anybody see what the rules of the exit allow; these two run once in a query.
create function sharing.asking_groups() returns int[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.group_no), '{}') from sharing.member m join sharing.peer p on p.no = m.peer_no and p.active
  where p.no = nullif(current_setting('app.peer', true), '')::int
$$;
-- @returns the collections that are there for whoever asks.
create function sharing.asking_collections() returns int[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.no), '{}') from sharing.collection c
  where c.audience = 'public'
    or exists (select from sharing.peer p where p.no = nullif(current_setting('app.peer', true), '')::int and p.active and (c.audience = 'partners' or c.group_no = any (sharing.asking_groups())))
$$;
-- @returns the levels that whoever asks may have where no group is named. AMBER is for a group, RED for nobody outside.
create function sharing.asking_tlps() returns text[] language sql stable security definer set search_path = '' as $$
  select case when exists (select from sharing.peer p where p.no = nullif(current_setting('app.peer', true), '')::int and p.active) then array['clear', 'green'] else array['clear'] end
$$;

do $$
declare name text;
begin
  foreach name in array array['sharing_group', 'peer', 'member', 'collection', 'object', 'value', 'tombstone', 'conflict', 'status', 'pull', 'push'] loop
    execute format('alter table sharing.%I enable row level security', name);
    execute format($p$create policy centre on sharing.%I for all using ((select current_setting('app.scope', true) = 'all' and current_setting('app.realm', true) = 'live'))$p$, name);
  end loop;
end $$;
create policy asking on sharing.collection for select using (no = any ((select sharing.asking_collections())::int[]));
create policy asking on sharing.object for select using (
  collection_no = any ((select sharing.asking_collections())::int[])
  and (group_no is null or group_no = any ((select sharing.asking_groups())::int[]))
  and (tlp = any ((select sharing.asking_tlps())::text[]) or (group_no is not null and tlp in ('amber', 'amber+strict'))));
-- The centre's own reach: RED is for its people alone, who are recipients.
create policy tlp on sharing.object as restrictive for all using (tlp <> 'red' or (select coalesce('red' = any (nullif(current_setting('app.tlps', true), '')::text[]), false)));
create policy tlp on sharing.conflict as restrictive for all using (tlp <> 'red' or (select coalesce('red' = any (nullif(current_setting('app.tlps', true), '')::text[]), false)));

