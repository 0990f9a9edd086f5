-- A feed of MISP may ask for the bare key.
alter table sharing.peer drop constraint peer_auth_check, add constraint peer_auth_check check (auth in ('none', 'basic', 'bearer', 'key'));
