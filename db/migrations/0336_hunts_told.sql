-- What a look back asks about, where others know it by an identifier of STIX; what of its result is told; and over which days and bodies it was asked.
alter table watch.hunt
  add column about_id text check (length(about_id) <= 300),
  add column about_tlp text check (about_tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  -- Null: nothing of it is told, which is so until somebody says otherwise.
  add column told_tlp text check (told_tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  add column told_at timestamptz,
  add column told_by text,
  add column told_by_name text not null default '',
  add column asked_bodies int not null default 0,
  add column asked_from date,
  add column asked_to date,
  add constraint hunt_about_has_a_level check ((about_id is null) = (about_tlp is null)),
  add constraint hunt_told_by_somebody check ((told_tlp is null) = (told_at is null) and (told_at is null) = (told_by is null));
create index hunt_told on watch.hunt (made_at) where told_tlp is not null;
-- Its text is what somebody gave to us under that level.
create policy tlp on watch.hunt as restrictive for all using (about_tlp is null or about_tlp = any ((select nullif(current_setting('app.tlps', true), '')::text[])::text[]));

-- What a person says of the lines that a hunt met at a body: the thing itself, or nothing.
create table watch.hunt_verdict (
  hunt_id uuid not null references watch.hunt (id) on delete cascade,
  party_id uuid not null,
  realm text not null default 'live',
  verdict text not null check (verdict in ('real', 'false')),
  at timestamptz not null,
  by_id text not null,
  by_name text not null default '',
  primary key (hunt_id, party_id)
);
alter table watch.hunt_verdict enable row level security;
create policy tenant on watch.hunt_verdict for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));

alter table watch.shared drop constraint shared_kind_check, add constraint shared_kind_check check (kind in ('indicators', 'sightings', 'campaigns', 'hunts'));
