-- Content-addressed bytes. Owner: store/blobs.ts
create table blobs (
  hash        bytea primary key check (octet_length(hash) = 32),  -- SHA-256 of the uncompressed bytes
  size        bigint not null,                                    -- uncompressed, bytes
  stored_size bigint not null,                                    -- as kept, bytes
  place       text not null check (place in ('row', 'file', 'object')),
  bytes       bytea,                                              -- zstd, when place = 'row'
  created_at  timestamptz not null default now(),
  check ((place = 'row') = (bytes is not null))
);
alter table blobs alter column bytes set storage external;  -- zstd already: no second compression
create index blobs_created on blobs (created_at) where place <> 'row';
