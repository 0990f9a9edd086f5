-- Sightings of alerts said hours and exact counts; with those a reader who knows of one body's outage knows who it was.
-- They are told by the rule of looks back from now on (modules/watch/core/told/rounded.ts). Of those that were told before, nothing exact is served again:
-- the version that stands says weeks and a power of ten, and those before it go. What still stands is told anew after this, as a new version of the same identifier.
-- They are known by their form: made here (`peer_no` 0), named by what they are of (an identifier of version 5), with days of first and last, and without the words that looks back have.
create temporary table exact on commit drop as
  select collection_no, uuid, added, newest from sharing.object
  where type = 'sighting' and peer_no = 0 and substring(uuid::text from 15 for 1) = '5' and position('"description":' in body) = 0 and body ~ '"first_seen":"\d{4}-\d\d-\d\dT[\d:.]+Z"' and body ~ '"last_seen":"\d{4}-\d\d-\d\dT[\d:.]+Z"' and body ~ '"count":\d+';

delete from sharing.value v using exact e where not e.newest and v.collection_no = e.collection_no and v.added = e.added;
delete from sharing.object o using exact e where not e.newest and o.collection_no = e.collection_no and o.added = e.added;

-- `created` was the hour of the first alert, `modified` of the last. A revoked one stays revoked.
with said as (
  select o.collection_no, o.added, o.body, to_char(date_trunc('milliseconds', now() at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as told,
    date_trunc('week', substring(o.body from '"first_seen":"([^"]+)"')::timestamptz at time zone 'UTC') as monday,
    substring(o.body from '"last_seen":"([^"]+)"')::timestamptz at time zone 'UTC' as last,
    power(10, floor(log(greatest(1, substring(o.body from '"count":(\d+)')::numeric))))::bigint as count
  from sharing.object o join exact e on e.newest and e.collection_no = o.collection_no and e.added = o.added
)
update sharing.object o set stamp = (extract(epoch from date_trunc('milliseconds', now())) * 1000000)::bigint, bytes = octet_length(rounded.body), body = rounded.body
from (
  select collection_no, added, regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(body,
    '"first_seen":"[^"]+"', '"first_seen":"' || to_char(monday, 'YYYY-MM-DD') || 'T00:00:00.000Z"'),
    '"last_seen":"[^"]+"', '"last_seen":"' || to_char(least(date_trunc('week', last) + interval '6 days', greatest(last, now() at time zone 'UTC')), 'YYYY-MM-DD') || 'T23:59:59.999Z"'),
    '"count":\d+', '"count":' || count),
    '"created":"[^"]+"', '"created":"' || to_char(monday, 'YYYY-MM-DD') || 'T00:00:00.000Z"'),
    '"modified":"[^"]+"', '"modified":"' || told || '"') as body
  from said
) rounded where o.collection_no = rounded.collection_no and o.added = rounded.added;

-- Whoever shares makes the next version of what still stands.
insert into platform.outbox (name, payload, realm) select 'watch.told', jsonb_build_object('kind', 'sightings', 'id', object_id), 'live' from (select distinct object_id from sharing.standing where kind = 'sightings') standing;
