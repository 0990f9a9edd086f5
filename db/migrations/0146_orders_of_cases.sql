-- Each order in which the list of cases is read has its index: a page is then fifty rows read, not fifteen thousand sorted.
create index case_by_expected on cases."case" (realm, expected_at, ref);
create index case_by_people on cases."case" (realm, people_served desc, ref);
create index case_by_name on cases."case" (realm, party_name, ref);
-- With what the policies ask beside the order, the count and a page far down are read from the index alone.
drop index cases.case_opened;
create index case_opened on cases."case" (realm, opened_at desc, ref) include (id, tlp, party_id);
