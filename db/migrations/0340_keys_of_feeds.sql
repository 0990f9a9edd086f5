-- A feed of MISP that asks who we are.
alter table observatory.feed
  add column auth text not null default 'none' check (auth in ('none', 'basic', 'bearer', 'key')),
  -- `user:password`, the token or the key, sealed with the key of the centre: in clear it cannot lie here. It goes with the feed.
  add column secret text not null default '' check (secret = '' or secret like '-----BEGIN AGE ENCRYPTED FILE-----%'),
  add constraint feed_secret_for_auth check ((auth = 'none') = (secret = '')),
  drop constraint feed_problem_check,
  add constraint feed_problem_check check (problem in ('address', 'too_large', 'unreachable', 'refused', 'not_misp', 'failed', 'key_refused', 'key_missing'));
