-- What a person was to send by hand about a case that was closed meanwhile still waited for somebody.
update platform.delivery d set state = 'done', problem = 'the case was closed before this was sent'
  from cases."case" c where d.about = 'case:' || c.id and c.state = 'closed' and d.by_hand and d.state in ('queued', 'held');
