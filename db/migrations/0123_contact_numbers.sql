-- A role is reached by several numbers, by day and by night: without an e-mail the number tells two contacts apart.
alter table territory.contact drop constraint contact_realm_party_id_role_email_key;
create unique index contact_once on territory.contact (realm, party_id, role, email, (case when email = '' then phone else '' end));
