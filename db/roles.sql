-- The four login roles of one installation. Run by an account that may create roles; set-up runs it by itself.
-- :prefix is the database's name, because roles belong to the whole cluster; passwords are random and kept in the data folder.
--   owner   owns every schema and runs migrations; nothing else ever connects as it
--   app     serves people: row-level security holds, it owns nothing and cannot bypass it
--   auth    sign-in only: schema identity, nothing else
--   worker  relay and queue: the outbox, the queue's own tables, the sealing of the audit chain
create role :owner login password :owner_password nosuperuser nobypassrls nocreatedb nocreaterole;
create role :app login password :app_password nosuperuser nobypassrls nocreatedb nocreaterole;
create role :auth login password :auth_password nosuperuser nobypassrls nocreatedb nocreaterole;
create role :worker login password :worker_password nosuperuser nobypassrls nocreatedb nocreaterole;
