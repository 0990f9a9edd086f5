-- What the public reads. A notice is worked on in `notice`; what two people have agreed to is copied to `publication`, and only
-- that copy can be read without signing in. Drafts, proposals and people's names have no public policy at all.
create schema notices;

create table notices.notice (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  case_id uuid not null unique,
  main_id uuid not null,
  party_name text not null,
  -- given at the first publication and never changed: links to it are printed
  slug text,
  state text not null default 'draft' check (state in ('draft', 'confirmed', 'published', 'withdrawn')),
  version int not null default 1,
  -- becomes clear by the double word, and by nothing else
  tlp text not null default 'amber' check (tlp in ('red', 'amber+strict', 'amber', 'green', 'clear')),
  -- texts in three languages, services, places, office, topics, attachments (NoticeContent in contract.ts)
  content jsonb not null,
  expires_at timestamptz not null,
  next_update_at timestamptz,
  -- false while every word is still the template's
  edited boolean not null default false,
  confirmed_by text,
  confirmed_name text not null default '',
  confirmed_at timestamptz,
  approved_by text,
  approved_name text not null default '',
  approved_at timestamptz,
  -- why it was withdrawn
  reason text not null default '',
  -- number of the publication that the public reads now
  live_number int,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (realm, slug),
  constraint two_people check (approved_by is null or (confirmed_by is not null and approved_by <> confirmed_by)),
  constraint double_word check (state <> 'published' or (approved_by is not null and realm = 'live')),
  constraint own_word check (state <> 'confirmed' or confirmed_by is not null),
  constraint clear_when_published check (tlp <> 'clear' or live_number is not null)
);
-- 3.5 kB of text in three languages a row, written 1,300 at a time: compressing them took more than half of the statement.
-- Kept apart from the row, so that lists and counts read narrow rows.
alter table notices.notice alter column content set storage external;
create index notice_by_main on notices.notice (main_id, party_name);
create index notice_by_party on notices.notice (party_id);
create index notice_newest on notices.notice (realm, updated_at desc);

-- Every publication as it was, with who gave the two words.
create table notices.notice_version (
  notice_id uuid not null references notices.notice (id),
  number int not null,
  realm text not null,
  party_id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('published', 'updated', 'restored', 'withdrawn')),
  content jsonb not null,
  confirmed_by text not null,
  confirmed_name text not null,
  confirmed_at timestamptz,
  approved_by text not null,
  approved_name text not null,
  reason text not null default '',
  primary key (notice_id, number),
  check (what = 'withdrawn' or confirmed_by <> approved_by)
);

create table notices.publication (
  notice_id uuid primary key references notices.notice (id),
  -- an exercise cannot be written here, whatever the code does
  realm text not null check (realm = 'live'),
  party_id uuid not null,
  main_id uuid not null,
  slug text not null unique,
  number int not null,
  content jsonb not null,
  -- [{at, what}], oldest first; the last fifty
  history jsonb not null default '[]',
  search_text text not null,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  expiry_told boolean not null default false,
  withdrawn_at timestamptz
);
create index publication_newest on notices.publication (updated_at desc) where withdrawn_at is null;
create index publication_by_party on notices.publication (party_id);

-- A body in public: from its own word and a second person's.
create table notices.body_page (
  party_id uuid primary key,
  realm text not null check (realm = 'live'),
  slug text not null unique,
  name text not null,
  contact text[] not null default '{}',
  site text,
  -- null again when nothing of the body is public any more
  appeared_at timestamptz,
  updated_at timestamptz not null,
  -- one mail an hour at most: what changes meanwhile waits for the next
  mail_due_at timestamptz,
  mailed_at timestamptz
);
create index body_page_mail on notices.body_page (mail_due_at) where mail_due_at is not null;

-- What the public is told of a service. `stale_at`: from then on nobody knows, whatever the row says.
create table notices.service_state (
  party_id uuid not null,
  name text not null,
  realm text not null check (realm = 'live'),
  service_id uuid,
  notice_id uuid,
  state text not null check (state in ('down', 'limited', 'restored', 'working')),
  since timestamptz,
  confirmed_at timestamptz not null,
  next_update_at timestamptz,
  stale_at timestamptz not null,
  stale_told boolean not null default false,
  updated_at timestamptz not null,
  primary key (party_id, name)
);
create index service_state_stale on notices.service_state (stale_at) where not stale_told;

-- The same over time, for the strip of days: `until_at` is where the word ends, by a change or by silence.
create table notices.service_period (
  id bigint generated always as identity primary key,
  realm text not null check (realm = 'live'),
  party_id uuid not null,
  name text not null,
  state text not null check (state in ('down', 'limited', 'restored', 'working')),
  from_at timestamptz not null,
  until_at timestamptz not null
);
create index service_period_by_party on notices.service_period (party_id, from_at);

-- What was proposed by a case or said by one person, and waits for another.
create table notices.service_claim (
  realm text not null,
  party_id uuid not null,
  name text not null,
  service_id uuid,
  state text not null check (state in ('down', 'limited', 'restored', 'working')),
  since timestamptz,
  next_update_at timestamptz,
  source text not null check (source in ('case', 'person')),
  proposed_at timestamptz not null,
  said_by text,
  said_name text not null default '',
  said_at timestamptz,
  primary key (realm, party_id, name)
);

-- Addresses of citizens: read by the centre's own jobs, never by a body or by a page.
create table notices.subscription (
  id uuid primary key,
  realm text not null check (realm = 'live'),
  party_id uuid not null,
  email text not null,
  lang text not null check (lang in ('it', 'fr', 'en')),
  confirm_hash text unique,
  confirm_expires_at timestamptz,
  unsubscribe_token text not null unique,
  created_at timestamptz not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  unique (party_id, email)
);
create index subscription_by_email on notices.subscription (email, asked_at);

create table notices.webhook (
  id uuid primary key,
  realm text not null default 'live',
  -- null: of the centre, for every body
  party_id uuid,
  url text not null,
  secret text not null,
  active boolean not null default true,
  -- messages in a row that were given up
  failures int not null default 0,
  created_by text not null,
  created_at timestamptz not null
);
create table notices.webhook_delivery (
  id bigint generated always as identity primary key,
  webhook_id uuid not null references notices.webhook (id) on delete cascade,
  realm text not null,
  party_id uuid,
  -- the receiver's key: the same message may arrive twice
  message_id text not null,
  payload text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts int not null default 0,
  next_at timestamptz not null,
  tried_at timestamptz,
  status int,
  problem text not null default '',
  created_at timestamptz not null,
  unique (webhook_id, message_id)
);
create index webhook_delivery_due on notices.webhook_delivery (next_at) where state in ('queued', 'sending');

do $$
declare name text;
begin
  foreach name in array array['notice', 'notice_version', 'publication', 'body_page', 'service_state', 'service_period', 'service_claim', 'webhook', 'webhook_delivery'] loop
    execute format('alter table notices.%I enable row level security', name);
    execute format($policy$create policy tenant on notices.%I for all using (
      realm = (select current_setting('app.realm', true)) and ((select current_setting('app.scope', true)) = 'all'
        or party_id = any ((select nullif(current_setting('app.parties', true), ''))::uuid[])))$policy$, name);
  end loop;
  foreach name in array array['publication', 'body_page', 'service_state', 'service_period'] loop
    execute format($policy$create policy everyone on notices.%I for select using (
      realm = 'live' and (select current_setting('app.realm', true)) = 'live' and %s)$policy$, name,
      case name when 'publication' then 'withdrawn_at is null' when 'body_page' then 'appeared_at is not null' else 'true' end);
  end loop;
end $$;
alter table notices.subscription enable row level security;
create policy centre on notices.subscription for all using (
  realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true)) = 'all');

-- An address that is free: a body may not see the others' drafts, so it cannot look for itself.
create function notices.free_slug(kind text, wanted text, owner_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare candidate text := wanted; n int := 1; taken boolean;
begin
  perform pg_catalog.pg_advisory_xact_lock(712005, pg_catalog.hashtext(kind || wanted));
  loop
    if kind = 'body' then select exists (select 1 from notices.body_page where slug = candidate and party_id <> owner_id) into taken;
    else select exists (select 1 from notices.notice where slug = candidate and realm = 'live' and id <> owner_id) into taken; end if;
    if not taken then return candidate; end if;
    n := n + 1;
    candidate := wanted || '-' || n;
  end loop;
end $$;

-- Whoever publishes wakes the webhooks of the body and of the centre without seeing them.
create function notices.queue_hooks(party uuid, message text, body text, at timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into notices.webhook_delivery (webhook_id, realm, party_id, message_id, payload, next_at, created_at)
  select w.id, w.realm, w.party_id, message, body, at, at from notices.webhook w
  where w.active and w.realm = 'live' and (w.party_id = party or w.party_id is null)
  on conflict (webhook_id, message_id) do nothing
$$;

-- For a body that asks how many follow it: a number, never an address.
create function notices.count_subscribers(party uuid) returns int
language sql security definer stable set search_path = '' as $$
  select count(*)::int from notices.subscription s where s.party_id = party and s.confirmed_at is not null
    and ((select current_setting('app.scope', true)) = 'all' or party = any ((select nullif(current_setting('app.parties', true), ''))::uuid[]))
$$;
