-- Where rows would be too few: counts with noise. What was asked in a year, by whomever, is taken out of one budget.
create table observatory.noise_budget (
  realm text not null default 'live',
  year smallint not null check (year between 1900 and 2199),
  -- ε in thousandths.
  most int not null check (most > 0),
  spent int not null default 0 check (spent between 0 and most),
  -- Question → {epsilon, values}: the same question again is read, and costs nothing.
  answers jsonb not null default '{}',
  primary key (realm, year)
);
alter table observatory.noise_budget enable row level security;
create policy centre on observatory.noise_budget for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));

-- Counts hold no pseudonyms: there is no key to seal.
alter table observatory.room_extract alter column key_sealed drop not null,
  add column epsilon int check (epsilon > 0),
  add constraint extract_of_rows_or_counts check ((epsilon is null) = (key_sealed is not null));
