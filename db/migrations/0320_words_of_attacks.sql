-- Attacks are found by their words: those of every source's title and summary, of victims, providers and sources, without accents and case.
alter table observatory.record add column words text not null default '';
update observatory.record r set words = regexp_replace(lower(regexp_replace(normalize(concat_ws(' ', r.title, r.facts ->> 'summary',
    (select string_agg(concat_ws(' ', v.name, v.place), ' ') from observatory.victim v where v.entry_id = r.entry_id),
    (select string_agg(p ->> 'name', ' ') from jsonb_array_elements(coalesce(r.facts -> 'providers', '[]')) p),
    (select string_agg(c ->> 'by', ' ') from jsonb_array_elements(coalesce(r.facts -> 'claims', '[]')) c),
    (with recursive down as (select r.entry_id as id union select e.id from down d join observatory.entry e on e.merged_into = d.id)
      select string_agg(concat_ws(' ', s.source ->> 'title', s.source ->> 'publisher', s.facts ->> 'title', s.facts ->> 'summary'), ' ') from down d join observatory.statement s on s.entry_id = d.id)), nfd), '[\u0300-\u036f]', '', 'g')),
  '[^[:alnum:]]+', ' ', 'g');
alter table observatory.record add column search tsvector generated always as (to_tsvector('simple', left(words, 50000))) stored;
create index record_by_words on observatory.record using gin (search);

-- Under a policy the index is of no use, since @@ is not leakproof: the door applies what the policies of the table say.
create function observatory.search_records(asked text, most int) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select r.entry_id from observatory.record r
  where r.search @@ to_tsquery('simple', asked)
    and r.realm = current_setting('app.realm', true)
    and current_setting('app.scope', true) = 'all'
    and r.tlp = any (nullif(current_setting('app.tlps', true), '')::text[])
  limit most
$$;
