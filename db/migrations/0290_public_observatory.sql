-- Public pages of the observatory are kept in memory, in every process, until what they show changes: said in the transaction that changed it.
create function observatory.say_public() returns trigger language plpgsql as $$
begin
  perform pg_notify('bastida_public', 'observatory');
  return null;
end $$;
create trigger publication_said after insert or update or delete on observatory.publication for each statement execute function observatory.say_public();
