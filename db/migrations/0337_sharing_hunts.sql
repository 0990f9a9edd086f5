-- A look back is told as a sighting: it goes where sightings go, or is given to a group.
alter table sharing.gift drop constraint gift_kind_check, add constraint gift_kind_check check (kind in ('indicators', 'sightings', 'campaigns', 'entries', 'hunts'));
alter table sharing.standing drop constraint standing_kind_check, add constraint standing_kind_check check (kind in ('indicators', 'sightings', 'campaigns', 'entries', 'hunts'));

-- What a sighting is of is found as values are, by a hash of six bytes. Of those that are here already it is made now.
insert into sharing.value (hash, added, collection_no)
select ('x' || encode(substring(sha256('\x7369676874696e6700'::bytea || convert_to(lower(of), 'UTF8')) from 1 for 6), 'hex'))::bit(48)::bigint, added, collection_no
from (select added, collection_no, substring(body from '"sighting_of_ref":"([^"\\]{1,300})"') as of from sharing.object where type = 'sighting') seen where of is not null;
