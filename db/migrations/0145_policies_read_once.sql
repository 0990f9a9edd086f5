-- What a policy asks of the settings is asked once a query and not once a row. Where a cast stood outside the sub-select,
-- the text of the setting was parsed again for each row: of a list of 15,000 cases that was half the time. "All" becomes a
-- boolean, which the planner takes for one row in two instead of one in two hundred: it then walks an index in its order,
-- where it read and sorted the whole table. And whoever reads red reads every level.
create function pg_temp.once(condition text) returns text language sql as $$
  select regexp_replace(regexp_replace(condition,
    -- The cast that stays outside does nothing to an array: it is how `any` tells one from a sub-select of rows.
    '\(\( SELECT NULLIF\(current_setting\(''app\.(\w+)''::text, true\), ''''::text\) AS "nullif"\)\)::(\w+)\[\]',
    '((select nullif(current_setting(''app.\1'', true), '''')::\2[]))::\2[]', 'g'),
    '\(\( SELECT current_setting\(''app\.scope''::text, true\) AS current_setting\) = ''all''::text\)',
    '(select current_setting(''app.scope'', true) = ''all'')', 'g')
$$;
do $$
declare p record;
begin
  for p in select schemaname, tablename, policyname, pg_temp.once(qual) as reading, pg_temp.once(with_check) as writing from pg_policies
      where concat(qual, with_check) ~ 'app\.(scope|parties|tlps)' loop
    if p.policyname = 'tlp' then
      p.reading := '(select coalesce(''red'' = any (nullif(current_setting(''app.tlps'', true), '''')::text[]), false)) or ' || p.reading;
    end if;
    execute concat(format('alter policy %I on %I.%I', p.policyname, p.schemaname, p.tablename),
      ' using (' || p.reading || ')', ' with check (' || p.writing || ')');
  end loop;
end $$;
drop function pg_temp.once;

