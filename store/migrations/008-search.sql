-- PostgreSQL's own index of the archive. Owner: search/postgres.ts
create extension if not exists unaccent;
create text search configuration relais (copy = pg_catalog.french);
alter text search configuration relais
  alter mapping for hword, hword_part, word with unaccent, french_stem;
alter text search configuration relais
  alter mapping for asciihword, asciiword, hword_asciipart with french_stem;

create table search_entries (
  message_id bigint primary key references messages on delete cascade,
  dated_at   timestamptz not null,
  words      tsvector not null
);
create index search_entries_words on search_entries using gin (words) with (fastupdate = on);
