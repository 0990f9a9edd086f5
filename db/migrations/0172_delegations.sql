-- A role lent by who holds it: it always has an end, and counts only while the lender still holds the role outright.
alter table identity.membership add column delegated_by uuid references identity."user" (id) on delete cascade;
alter table identity.membership add constraint delegated_until check (delegated_by is null or valid_until is not null);
alter table identity.membership add constraint delegated_to_another check (delegated_by is null or delegated_by <> user_id);
create index membership_by_lender on identity.membership (delegated_by) where delegated_by is not null;
