-- In an exercise the two words publish as well, inside: only the row of the notice says so. The tables that the public reads
-- go on refusing every realm but the live one, and a notice of an exercise has neither address nor number.
alter table notices.notice drop constraint double_word;
alter table notices.notice add constraint double_word check (state <> 'published' or approved_by is not null);
alter table notices.notice add constraint exercise_stays_inside check (realm = 'live' or (slug is null and live_number is null and tlp <> 'clear'));
create index notice_published_inside on notices.notice (realm, party_name) where state = 'published' and realm <> 'live';
