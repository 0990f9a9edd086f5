-- The public home asks what changed last and what is newest, at each drawing: of 100,000 publications that must not be a walk.
create index publication_newest on observatory.publication (realm, public_from desc, ref desc);
create index publication_changed on observatory.publication (realm, updated_at);
