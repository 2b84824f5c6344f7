-- Codes end at the first dot: looking for it from the front takes a third of what cutting dots off the end did, which
-- looked at every character. No code has a dot (search/postgres/codes.ts), so that the index stands as it is.
create or replace function entry_codes(words text) returns text[] immutable strict parallel safe cost 10000
  set search_path = pg_catalog language sql as $$ select string_to_array(split_part(words, '.', 1), ' ') $$;
