-- Who is who. Reached by the auth role only; the app role sees the views at the end and nothing else (platform/db/setup.ts grants).
-- These tables hold no body's data and have no tenant policy: they are on the named list of exceptions.

-- The sign-in library's own tables, as its compileMigrations() writes them for core, two-factor and passkey 1.7.6.
-- Their names are the library's; modules/identity/server/schema.test.ts fails when it would want others.
create table identity."user" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null, "twoFactorEnabled" boolean);
create table identity."session" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" uuid not null references identity."user" ("id") on delete cascade);
create table identity."account" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "accountId" text not null, "providerId" text not null, "userId" uuid not null references identity."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table identity."verification" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table identity."twoFactor" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "secret" text not null, "backupCodes" text not null, "userId" uuid not null references identity."user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create table identity."passkey" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "name" text, "publicKey" text not null, "userId" uuid not null references identity."user" ("id") on delete cascade, "credentialID" text not null, "counter" integer not null, "deviceType" text not null, "backedUp" boolean not null, "transports" text, "createdAt" timestamptz, "aaguid" text);
create table identity."rateLimit" ("id" uuid default pg_catalog.gen_random_uuid() not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null);
create index "session_userId_idx" on identity."session" ("userId");
create index "account_userId_idx" on identity."account" ("userId");
create index "verification_identifier_idx" on identity."verification" ("identifier");
create index "twoFactor_secret_idx" on identity."twoFactor" ("secret");
create index "twoFactor_userId_idx" on identity."twoFactor" ("userId");
create index "passkey_userId_idx" on identity."passkey" ("userId");
create index "passkey_credentialID_idx" on identity."passkey" ("credentialID");
-- One password a person: without it two invitations accepted at once would leave two.
create unique index one_credential_each on identity."account" ("userId") where "providerId" = 'credential';
-- One passkey, one person: sign-in looks it up by this id alone.
create unique index one_passkey_each on identity."passkey" ("credentialID");
create index session_by_creation on identity."session" ("createdAt");

-- What a person may do, and for which party. The roles of the centre have no party, the others always have one.
create table identity.membership (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity."user" (id) on delete cascade,
  role text not null check (role in ('coordinator', 'analyst', 'liaison', 'researcher', 'member', 'admin', 'provider')),
  party_id uuid,
  valid_until timestamptz,
  granted_by text not null,
  granted_at timestamptz not null,
  check ((party_id is null) = (role in ('coordinator', 'analyst', 'researcher'))),
  unique nulls not distinct (user_id, role, party_id)
);
create index membership_by_party on identity.membership (party_id) where party_id is not null;

-- A link that lets a person choose a password, once. Only its hash is kept.
create table identity.invitation (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity."user" (id) on delete cascade,
  token_hash text not null unique,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_by_user on identity.invitation (user_id);

-- Wrong passwords by address, whether anybody has that address or not: a limit that only known addresses had would tell them apart.
create table identity.refused_sign_in (
  address_hash text primary key,
  failures int not null,
  since timestamptz not null
);

create view identity.person_name as select id, name from identity."user";
