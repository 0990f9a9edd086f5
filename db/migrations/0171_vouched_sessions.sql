-- A session entered by single sign-on whose provider vouched for a second step: no device of the centre's own is then needed in it. The
-- column of the session is the sign-in library's, like `strong`. A key for programs keeps what the session had in which it was made.
alter table identity."session" add column "vouched" boolean;
alter table identity.api_token add column vouched boolean not null default false;
