-- A source may be known by the certificate with which its shipper comes (syslog over TLS), instead of by a token or besides.
alter table watch.source
  -- SHA-256 of the certificate, as DER.
  add column certificate_sha256 bytea unique check (length(certificate_sha256) = 32),
  add column certificate_of text not null default '' check (length(certificate_of) <= 300),
  add column certificate_until timestamptz,
  add column certificate_at timestamptz,
  add constraint certificate_whole check ((certificate_sha256 is null) = (certificate_until is null) and (certificate_sha256 is null) = (certificate_at is null));
