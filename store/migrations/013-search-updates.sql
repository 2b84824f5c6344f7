-- A second engine beside PostgreSQL's index (Meilisearch), and what it is yet to be told.
-- Owners: search/meilisearch/mirror.ts (search_mirror), search/meilisearch/updates.ts (search_updates)
create table search_mirror (
  id       int primary key default 1 check (id = 1),  -- no row: there is none, and nothing is noted for it
  shape    text not null,                          -- of the documents that the index has (search/meilisearch/document.ts)
  state    text not null default 'empty' check (state in ('empty', 'ready')),
  building text,                                   -- name of the index that is being made aside
  builder  text,                                   -- lease of the process that makes it
  error    text,                                   -- why it could not be reached or refused what it was sent
  error_at timestamptz,
  check ((building is null) = (builder is null))
);

create table search_updates (
  id         bigint generated always as identity primary key,
  message_id bigint not null,                      -- sent as it is by then, removed where it is gone or shown nowhere
  tries      int not null default 0,               -- how often it alone was refused
  next_try   timestamptz not null default now(),
  error      text
);

-- What becomes of postings once they are filed; whoever files a message notes it.
create function search_updates_follow() returns trigger language plpgsql as $$
begin
  insert into search_updates (message_id)
  select coalesce(new.message_id, old.message_id) where exists (select from search_mirror);
  return null;
end $$;
create trigger postings_mirrored after update of state, list_id, posted_at on postings
  for each row when ((old.state, old.list_id, old.posted_at) is distinct from (new.state, new.list_id, new.posted_at))
  execute function search_updates_follow();
create trigger postings_no_longer_mirrored after delete on postings
  for each row execute function search_updates_follow();
