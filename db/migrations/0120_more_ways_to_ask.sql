-- Two more ways to reach a body, certified mail and a text message; and messages that a person sends: a call, or a text
-- to copy where the centre has no certified mailbox or no gateway.
alter table platform.delivery drop constraint delivery_channel_check;
alter table platform.delivery add constraint delivery_channel_check check (channel in ('mail', 'pec', 'sms', 'phone'));
alter table platform.delivery add column by_hand boolean not null default false;
update platform.delivery set by_hand = true where channel = 'phone';
alter table platform.delivery add constraint call_by_hand check (channel <> 'phone' or by_hand);
-- Every minute the links of what was just done are looked for.
create index delivery_done on platform.delivery (sent_at) where state = 'done';

alter table cases.question drop constraint question_channel_check;
alter table cases.question add constraint question_channel_check check (channel in ('mail', 'pec', 'sms', 'phone'));

-- The answer says by which way the question had come.
drop function cases.question_by_token(bytea);
create function cases.question_by_token(hash bytea)
returns table (id uuid, case_id uuid, party_id uuid, realm text, channel text, language text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select q.id, q.case_id, q.party_id, q.realm, q.channel, q.language, q.expires_at
  from cases.question q where q.token_hash = hash
$$;
