-- Name, telephone and hours of the centre stand on every public page: whoever changes them tells every process that keeps pages.
create function platform.announce_centre() returns trigger language plpgsql as $$
begin
  perform pg_notify('bastida_public', 'centre');
  return null;
end $$;
create trigger announce_centre after update on platform.centre for each row
  when (old.updated_at is distinct from new.updated_at) execute function platform.announce_centre();
