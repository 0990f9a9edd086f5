-- Public keys (OpenPGP) of addresses: every mail to such an address leaves encrypted, or does not leave.
create table platform.mail_key (
  realm text not null default 'live',
  address text not null check (address = lower(address) and length(address) between 3 and 254),
  armored text not null check (length(armored) <= 100000),
  fingerprint text not null check (fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  -- Null: it does not end.
  expires_at timestamptz,
  set_at timestamptz not null,
  set_by text not null,
  primary key (realm, address)
);
alter table platform.mail_key enable row level security;
create policy centre on platform.mail_key for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
do $$
declare worker text := regexp_replace(current_user, '_owner$', '_worker');
begin
  -- Looked up when a mail leaves.
  execute format('create policy sending on platform.mail_key for select to %I using (true)', worker);
end $$;
