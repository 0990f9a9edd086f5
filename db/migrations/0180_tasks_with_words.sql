-- A task that no fixed list knows brings its own words: {text: {it, fr, en}, why: {it, fr, en}}.
alter table cases.task add column words jsonb;

-- For modules below: from which moment a case is settled, itself and its main case being closed; before they take away what
-- hangs on it they ask `cases.on_hold` as well.
create view cases.settled with (security_invoker = true) as
  select c.id as case_id, greatest(m.closed_at, coalesce(c.closed_at, c.updated_at)) as at
  from cases."case" c join cases."case" m on m.id = coalesce(c.main_id, c.id)
  where m.closed_at is not null;
