-- How often the receiving server itself has put a message off. The tries while no server spoke are not held against it: after
-- a long outage the first "later" is the first.
alter table platform.delivery add column put_off int not null default 0;
