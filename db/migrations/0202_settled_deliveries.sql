-- Of a message that failed: who sent it again or settled it, and why.
alter table platform.delivery add column settled_by text not null default '';
alter table platform.delivery add column settled_at timestamptz;
alter table platform.delivery add column settled_reason text not null default '' check (length(settled_reason) <= 500);
-- What one recipient got at once in the last hour is found by the beginning of the key.
create index delivery_by_key on platform.delivery (key text_pattern_ops) where key like 'messages.%';
