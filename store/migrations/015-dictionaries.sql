-- What many mails have in common, which each pack would otherwise hold once again. Owner: store/blobs/dictionaries.ts
create table dictionaries (
  id         int generated always as identity primary key,
  bytes      bytea not null,                       -- as zstd takes it: the most common last
  since_pack bigint not null                       -- made when that pack was the newest
);
alter table packs add column dictionary int references dictionaries;  -- null: compressed without

-- In the row, compressed as before: beside it they take a tenth more. What is there already stays where it is.
alter table search_entries alter column words set storage main;
