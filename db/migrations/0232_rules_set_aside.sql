-- A rule whose pattern did not come to an end over lines is set aside until its text is another, or somebody lets it try again.
alter table watch.rule drop constraint rule_state_check;
alter table watch.rule add constraint rule_state_check check (state in ('observe', 'alert', 'off', 'quarantined'));
alter table watch.rule add column stuck_at timestamptz;
alter table watch.rule add column stuck_pattern text not null default '';
