-- One page of the catalogue, in its order, and how many there are: counted up to `most`, since nobody turns a thousand pages.
-- A word that a tenth of all records have was found by the index and then joined record by record, for the page and again for the number.
-- Behind the door the database may use the index of words for a rare one, and go along the order of the list for a common one.
create index record_to_count on observatory.record (realm, state, tlp, year);

-- Statements are made anew for each call: how common a word is decides the way.
create function observatory.asked_records(asked text, in_ref text, of_state text, of_year int, of_origin text) returns text
language sql immutable set search_path = '' as $$
  select concat('from observatory.record r where r.realm = $1 and r.tlp = any ($2)',
    case when of_state is not null then ' and r.state = $5' end, case when of_year is not null then ' and r.year = $6' end,
    case when of_origin is not null then ' and exists (select from observatory.entry e where e.id = r.entry_id and e.origin = $7)' end,
    case when asked is not null and in_ref is null then ' and r.search @@ to_tsquery(''simple'', $3)'
      when in_ref is not null then concat(' and r.entry_id in (select e.id from observatory.entry e where e.realm = $1 and strpos(e.ref, $4) > 0',
        case when asked is not null then ' union select w.entry_id from observatory.record w where w.search @@ to_tsquery(''simple'', $3)' end, ')') end)
$$;

create function observatory.list_records(asked text, in_ref text, of_state text, of_year int, of_origin text, most int, skip int) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  if current_setting('app.scope', true) is distinct from 'all' then return; end if;
  return query execute concat('select r.entry_id ', observatory.asked_records(asked, in_ref, of_state, of_year, of_origin), ' order by r.started_on desc nulls last, r.entry_id limit $8 offset $9')
    using current_setting('app.realm', true), nullif(current_setting('app.tlps', true), '')::text[], asked, in_ref, of_state, of_year, of_origin, most, skip;
end $$;

create function observatory.count_records(asked text, in_ref text, of_state text, of_year int, of_origin text, most int) returns int
language plpgsql stable security definer set search_path = '' as $$
declare n int;
begin
  if current_setting('app.scope', true) is distinct from 'all' then return 0; end if;
  execute concat('select count(*)::int from (select ', observatory.asked_records(asked, in_ref, of_state, of_year, of_origin), ' limit $8) found')
    into n using current_setting('app.realm', true), nullif(current_setting('app.tlps', true), '')::text[], asked, in_ref, of_state, of_year, of_origin, most;
  return n;
end $$;
