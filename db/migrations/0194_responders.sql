-- Who may be called to help: parties of the territory, with what they treat, where, in which languages, and for whom they work.
create table coordination.responder (
  realm text not null default 'live',
  party_id uuid not null,
  trades text[] not null default '{}',
  -- Provinces and departments by name; everywhere when it serves the whole territory.
  places text[] not null default '{}',
  everywhere boolean not null default false,
  languages text[] not null default '{}',
  -- In its own words: "Mon–Fri 8–18, on call at night".
  hours text not null default '' check (length(hours) <= 200),
  phone text not null default '' check (length(phone) <= 40),
  email text not null default '' check (length(email) <= 254),
  website text not null default '' check (length(website) <= 300),
  group_name text not null default '' check (length(group_name) <= 200),
  -- [{kind, label, evidence, until}]: an end is part of each.
  qualifications jsonb not null default '[]',
  -- [{partyId, as, note}]: customers, owners, the same group, conflicts that it declares.
  bonds jsonb not null default '[]',
  -- Within how many hours it begins; 0 is at once. Null: it has not said.
  ready_hours int check (ready_hours between 0 and 720),
  not_until timestamptz,
  available_said_at timestamptz,
  available_said_by text not null default '',
  -- It has agreed to stand on the public page, on this paper.
  public_since timestamptz,
  public_document text not null default '' check (length(public_document) <= 300),
  -- One that is not active is named to nobody, and its past stays.
  active boolean not null default true,
  note text not null default '' check (length(note) <= 1000),
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (realm, party_id),
  check ((public_since is null) = (public_document = ''))
);

-- A responder tells of itself only when it is available. What it treats and for whom it works are the centre's to write.
create function coordination.responder_says() returns trigger language plpgsql set search_path = '' as $$
declare own constant text[] := array['ready_hours', 'not_until', 'available_said_at', 'available_said_by', 'version'];
begin
  if (select current_setting('app.scope', true)) is distinct from 'all' and (to_jsonb(old) - own) is distinct from (to_jsonb(new) - own) then
    raise exception 'a responder changes when it is available, and nothing else' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger responder_says before update on coordination.responder for each row execute function coordination.responder_says();

-- Names given to a body. What was weighed lies apart: it tells of others.
create table coordination.referral (
  id uuid primary key,
  realm text not null default 'live',
  party_id uuid not null,
  case_id uuid,
  case_ref text not null default '',
  trade text not null,
  place text not null,
  within_hours int not null check (within_hours between 1 and 720),
  language text not null,
  rule int not null,
  -- How many were left out; why is for the centre.
  left_out int not null check (left_out >= 0),
  asked_at timestamptz not null,
  asked_by text not null,
  -- Null with a moment: none of them.
  chosen_id uuid,
  chosen_at timestamptz,
  chosen_by text not null default '',
  answer text check (answer in ('took', 'declined', 'silent')),
  answered_at timestamptz,
  answered_by text not null default '',
  version int not null default 1,
  check (chosen_at is not null or (chosen_id is null and chosen_by = '')),
  check ((answer is null) = (answered_at is null)),
  check (answer is null or chosen_id is not null)
);
create index referral_of_party on coordination.referral (party_id, asked_at desc);
create index referral_by_case on coordination.referral (case_id) where case_id is not null;

create table coordination.referral_name (
  realm text not null default 'live',
  referral_id uuid not null references coordination.referral on delete cascade,
  party_id uuid not null,
  responder_id uuid not null,
  -- Of the row of its referral, so that it is withheld with its case.
  case_id uuid,
  place int not null check (place >= 1),
  -- As it was that day: name, telephone, qualifications in force, ties that the body is told of.
  shown jsonb not null,
  at timestamptz not null,
  primary key (referral_id, responder_id),
  unique (referral_id, place)
);
create index referral_name_by_responder on coordination.referral_name (realm, responder_id, at desc);

-- Everything that the rule was given: whoever runs it again finds the same names in the same order.
create table coordination.referral_weighing (
  referral_id uuid primary key references coordination.referral on delete cascade,
  realm text not null default 'live',
  party_id uuid not null,
  case_id uuid,
  input jsonb not null,
  excluded jsonb not null
);

alter table coordination.responder enable row level security;
create policy tenant on coordination.responder for all using (realm = (select current_setting('app.realm', true))
  and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])));
do $$
declare name text;
begin
  foreach name in array array['referral', 'referral_name'] loop
    execute format('alter table coordination.%I enable row level security', name);
    execute format($p$create policy tenant on coordination.%I for all using (realm = (select current_setting('app.realm', true))
      and ((select current_setting('app.scope', true) = 'all') or party_id = any ((select nullif(current_setting('app.parties', true), '')::uuid[])::uuid[])))$p$, name);
  end loop;
  alter table coordination.referral_weighing enable row level security;
  create policy centre on coordination.referral_weighing for all using (realm = (select current_setting('app.realm', true)) and (select current_setting('app.scope', true) = 'all'));
  foreach name in array array['referral', 'referral_name', 'referral_weighing'] loop
    execute format('create policy tlp_of_case on coordination.%I as restrictive for all using (case_id is null or case_id <> all ((select cases.withheld())::uuid[]))', name);
  end loop;
end $$;
