-- What hangs on a case is withheld with it: the alert that became one, and its lines.
create policy tlp_of_case on watch.alert as restrictive for all using (case_id is null or case_id <> all ((select cases.withheld())::uuid[]));
create policy tlp_of_alert on watch.sample as restrictive for all using (exists (select from watch.alert a where a.id = alert_id));
