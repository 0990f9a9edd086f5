-- Where a mail program sends the one click that ends a subscription (RFC 8058). Emptied when the mail has left.
alter table platform.delivery add column unsubscribe_url text not null default '';
