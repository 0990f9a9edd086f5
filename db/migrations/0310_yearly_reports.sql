-- The yearly report of the centre. What people enter for a year, the editions that were published with the numbers of their day, and the documents made of them.
create table observatory.report (
  year smallint not null check (year between 1990 and 2199),
  realm text not null default 'live',
  version int not null default 1,
  entered jsonb not null,
  introductions jsonb not null,
  updated_at timestamptz not null, updated_by text not null, updated_by_name text not null,
  primary key (realm, year)
);
-- At most one edition of a year is public: the next one replaces it, and one that is withdrawn brings none back.
create table observatory.report_edition (
  year smallint not null,
  number int not null check (number >= 1),
  realm text not null default 'live',
  state text not null check (state in ('published', 'replaced', 'withdrawn')),
  reason text not null,
  data jsonb not null,
  -- References of the attacks that it tells one by one.
  refs text[] not null,
  published_at timestamptz not null, published_by text not null, published_by_name text not null,
  withdrawn_at timestamptz, withdrawn_by text, withdrawn_by_name text, withdrawn_reason text not null default '',
  primary key (realm, year, number),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create unique index report_edition_public on observatory.report_edition (realm, year) where state = 'published';
create table observatory.report_document (
  year smallint not null,
  number int not null,
  realm text not null default 'live',
  lang text not null check (lang in ('it', 'fr', 'en')),
  pdf bytea not null,
  primary key (realm, year, number, lang),
  foreign key (realm, year, number) references observatory.report_edition (realm, year, number) on delete cascade
);

alter table observatory.report enable row level security;
alter table observatory.report_edition enable row level security;
alter table observatory.report_document enable row level security;
create policy centre on observatory.report for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.report_edition for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy centre on observatory.report_document for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
create policy public on observatory.report_edition for select using (realm = 'live' and (select current_setting('app.realm', true)) = 'live' and state = 'published');
create policy public on observatory.report_document for select using (realm = 'live' and (select current_setting('app.realm', true)) = 'live'
  and exists (select from observatory.report_edition e where e.realm = report_document.realm and e.year = report_document.year and e.number = report_document.number and e.state = 'published'));
create trigger report_said after insert or update or delete on observatory.report_edition for each statement execute function observatory.say_public();
