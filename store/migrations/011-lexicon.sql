-- PostgreSQL's own index of the archive: messages as rows of codes, one a word, which take half the space of the words
-- and are indexed faster than their stems were. Owners: search/postgres/lexicon.ts (lexicon), entries.ts
drop table search_entries;
drop text search configuration relais;

-- What forms of a word have in common: the French stem, and the English one of it (« meetings », and « vélos », whose
-- s the French stemmer leaves).
create function word_stem(word text) returns text immutable strict parallel safe language sql as $$
  select coalesce((ts_lexize('pg_catalog.english_stem', french))[1], french)
    from (select coalesce((ts_lexize('pg_catalog.french_stem', word))[1], word) as french) s
$$;

create table lexicon (
  id   int generated always as identity (minvalue 0),  -- its code is made of it (search/postgres/codes.ts)
  word text collate "C" not null unique            -- folded, as written; an address has its @
);
create index lexicon_stem on lexicon (word_stem(word));
create index lexicon_addresses on lexicon (word) where position('@' in word) > 0;

create table search_entries (
  message_id bigint not null references messages on delete cascade,
  dated_at   timestamptz not null,
  part       int not null default 0,               -- what is too long for one row goes on in the next
  lists      bigint[] not null,                    -- where it is shown, the first to have had it first
  words      text collate "C" not null,            -- ' code code … ', in order, then dots (search/postgres/rows.ts)
  primary key (message_id, part)
) with (toast_tuple_target = 128);                 -- words beside the row, which stays narrow
-- Its settings keep it from being written out in place, and its cost keeps the planner, to whom the narrow rows look
-- cheap to go through, from working it out for each of them.
create function entry_codes(words text) returns text[] immutable strict parallel safe cost 10000
  set search_path = pg_catalog language sql as $$ select string_to_array(rtrim(words, '.'), ' ') $$;
create index search_entries_words on search_entries using gin (entry_codes(words));
create index search_entries_dated on search_entries (dated_at);
-- The planner is never asked how frequent a word is; finding out would take an analysis seconds.
alter table search_entries alter column words set statistics 0, alter column lists set statistics 0;
alter index search_entries_words alter column 1 set statistics 0;

-- `lists` follows the postings, and the codes say which list has got a message that others had (codes.ts, listFact).
-- Most messages are indexed after they are posted, and not found here then.
create function search_entries_follow() returns trigger language plpgsql as $$
begin
  update search_entries e set lists = array(
           select p.list_id from postings p where p.message_id = e.message_id and p.state = 'shown'
            order by p.posted_at, p.list_id)
   where e.message_id = coalesce(new.message_id, old.message_id);
  return null;
end $$;
create function search_entries_follow_new() returns trigger language plpgsql as $$
begin
  update search_entries e set words = n.facts || e.words, lists = array(
           select p.list_id from postings p where p.message_id = e.message_id and p.state = 'shown'
            order by p.posted_at, p.list_id)
    from (select message_id, string_agg(' !l' || list_id, '') as facts from posted group by message_id) n
   where e.message_id = n.message_id;
  return null;
end $$;
create trigger postings_searched after update of state, list_id, posted_at on postings
  for each row when ((old.state, old.list_id, old.posted_at) is distinct from (new.state, new.list_id, new.posted_at))
  execute function search_entries_follow();
create trigger postings_no_longer_searched after delete on postings
  for each row execute function search_entries_follow();
create trigger postings_searched_too after insert on postings referencing new table as posted
  for each statement execute function search_entries_follow_new();
