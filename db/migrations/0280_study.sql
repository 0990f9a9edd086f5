-- Study and the research room. How many there are of what is hit; studies whose versions keep their figures; requests of researchers, what was made for them, who took it.
create table observatory.denominator (
  id uuid primary key,
  realm text not null default 'live',
  kind text not null, sector text, size text, province text,
  year smallint not null check (year between 1900 and 2199),
  count bigint not null check (count >= 0),
  source text not null,
  entered_at timestamptz not null, entered_by text not null, entered_by_name text not null
);
create unique index denominator_once on observatory.denominator (realm, kind, coalesce(sector, ''), coalesce(size, ''), coalesce(province, ''), year);

create table observatory.study (
  id uuid primary key,
  realm text not null default 'live',
  title text not null,
  last int not null,
  updated_at timestamptz not null
);
-- A version never changes: its figures are those of its day.
create table observatory.study_version (
  study_id uuid not null references observatory.study (id) on delete cascade,
  number int not null,
  realm text not null default 'live',
  title text not null,
  blocks jsonb not null,
  figures jsonb not null,
  data_at timestamptz not null,
  saved_by text not null, saved_by_name text not null,
  primary key (study_id, number)
);

create table observatory.room_request (
  id uuid primary key,
  realm text not null default 'live',
  version int not null default 0,
  asked_at timestamptz not null, asked_by text not null, asked_by_name text not null,
  university text not null, purpose text not null, people text[] not null,
  fields text[] not null, filters jsonb not null, until date not null,
  state text not null check (state in ('asked', 'granted', 'refused')),
  decided_at timestamptz, decided_by text, decided_by_name text, reason text not null default '',
  check ((state = 'asked') = (decided_at is null))
);
-- What was made for a grant, and the sealed key of its pseudonyms. It goes on the end date; the request stays.
create table observatory.room_extract (
  request_id uuid primary key references observatory.room_request (id) on delete cascade,
  realm text not null default 'live',
  made_at timestamptz not null, until date not null,
  key_sealed text not null,
  columns text[] not null, rows jsonb not null,
  grain jsonb not null, dropped int not null, smallest int not null
);
create table observatory.room_download (
  id uuid primary key,
  request_id uuid not null references observatory.room_request (id) on delete cascade,
  realm text not null default 'live',
  at timestamptz not null, by_id text not null, by_name text not null,
  format text not null check (format in ('csv', 'json')), rows int not null
);
create index room_download_of on observatory.room_download (request_id, at);

alter table observatory.denominator enable row level security;
alter table observatory.study enable row level security;
alter table observatory.study_version enable row level security;
alter table observatory.room_request enable row level security;
alter table observatory.room_extract enable row level security;
alter table observatory.room_download enable row level security;
create policy centre on observatory.denominator for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.study for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.study_version for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
-- The centre, and whoever asked: one's own requests, what was made for them, who took it. Only the centre grants and makes.
create policy centre on observatory.room_request for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy asker on observatory.room_request for select using (realm = (select current_setting('app.realm', true)) and asked_by <> '' and asked_by = (select current_setting('app.actor', true)));
create policy asks on observatory.room_request for insert with check (realm = (select current_setting('app.realm', true)) and state = 'asked' and asked_by <> '' and asked_by = (select current_setting('app.actor', true)));
create policy centre on observatory.room_extract for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy asker on observatory.room_extract for select using (realm = (select current_setting('app.realm', true)) and exists (select from observatory.room_request r where r.id = request_id));
create policy centre on observatory.room_download for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy asker on observatory.room_download for select using (realm = (select current_setting('app.realm', true)) and exists (select from observatory.room_request r where r.id = request_id));
create policy takes on observatory.room_download for insert with check (realm = (select current_setting('app.realm', true)) and by_id = (select current_setting('app.actor', true)) and exists (select from observatory.room_request r where r.id = request_id));
