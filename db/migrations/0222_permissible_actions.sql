-- What may be done with the indicators of a report, so that who attacks does not learn that it is known (Permissible Actions Protocol).
alter table intake.report add column pap text not null default 'green' check (pap in ('red', 'amber', 'green', 'clear'));
