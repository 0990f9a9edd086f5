-- Public halves of the keys to which this centre has sealed something. The secret halves lie in the data folder, never here:
-- a start that finds one of these without its secret half says so, instead of quietly making another key.
create table platform.key (
  recipient text primary key,
  since timestamptz not null
);
alter table platform.key enable row level security;
create policy centre on platform.key for all using ((select current_setting('app.scope', true)) = 'all');
