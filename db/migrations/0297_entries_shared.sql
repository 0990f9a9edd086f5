-- With which groups an entry is shared now, in words for its page. Sharing says it.
alter table observatory.entry add column shared_with text[] not null default '{}';
