-- A password alone may not open the centre. The column is the sign-in library's (an additional field of its session): true once
-- this very session was entered, or raised, with a second step. Sessions that are open now have proven nothing yet.
alter table identity."session" add column "strong" boolean;

-- Whether coordinators and analysts need a second step. A centre in use gets the rule now; a demonstration, whose passwords
-- everybody knows, does not; set-up turns it on for a new one.
create table identity.policy (only_row boolean primary key default true check (only_row), second_factor boolean not null);
insert into identity.policy (second_factor) select ready and not demo from platform.centre;
