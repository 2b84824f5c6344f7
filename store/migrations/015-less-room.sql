-- What many mails have in common, which each pack would otherwise hold once again. Owner: store/blobs/dictionaries.ts
create table dictionaries (
  id         int generated always as identity primary key,
  bytes      bytea not null,                       -- as zstd takes it: the most common last
  since_pack bigint not null                       -- made when that pack was the newest
);
alter table packs add column dictionary int references dictionaries;  -- null: compressed without

-- Half of a SHA-256 tells contents apart as well; what the author's Date says stands in the mail, and nobody asks.
update messages set fingerprint = substr(fingerprint, 1, 16);
update arrivals set fingerprint = substr(fingerprint, 1, 16);
alter table messages drop column date_header;

-- Who wrote: all that somebody wrote is counted for their page anyway, and without the dates this is a fifth as large.
drop index messages_author;
create index messages_author on messages (text_key(lower(from_address)));
