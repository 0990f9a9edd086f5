-- What a body said of itself inside an exercise goes with the exercise; what it said in the live realm is never deleted.
create policy leaving on territory.statement for delete using (
  realm = (select current_setting('app.realm', true)) and realm like 'ex:%' and (select current_setting('app.scope', true)) = 'all');
