-- A client that asks for one rare type pages through it alone, not through all that lies between.
create index object_by_type on sharing.object (collection_no, type, added);
-- What is asked of one object names all three of these. Side by side they leave no doubt which index is meant, on a table without statistics too.
drop index sharing.object_by_id;
create unique index object_by_id on sharing.object (collection_no, uuid, type, stamp);
