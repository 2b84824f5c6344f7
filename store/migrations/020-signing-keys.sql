-- DKIM keys (RFC 6376). A domain has at most one key that waits for its record to be published, and one that signs;
-- retired ones stay so that their selectors are never given again.
create table signing_keys (
  id           bigint generated always as identity primary key,
  domain       text not null check (domain = lower(domain) and length(domain) between 1 and 253),
  selector     text not null check (length(selector) between 1 and 63),
  sealed       bytea not null,                      -- PKCS #8, DER, under the master key
  public_key   bytea not null,                      -- SubjectPublicKeyInfo, DER, as the record has it
  created_at   timestamptz not null default now(),
  signs_since  timestamptz,                         -- its record was seen, or the operator said so
  retired_at   timestamptz check (retired_at >= signs_since),
  unique (domain, selector)
);
create unique index signing_keys_waiting on signing_keys (domain) where signs_since is null;
create unique index signing_keys_signing on signing_keys (domain) where signs_since is not null and retired_at is null;

-- Hashed once for all who get the copy; absent from copies that were queued before.
alter table copies add column body_hash bytea check (octet_length(body_hash) = 32);
