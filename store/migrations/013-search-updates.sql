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
  message_id bigint not null,                      -- sent as it is by then, removed where search_entries shows it no more
  tries      int not null default 0,               -- how often it alone was refused
  next_try   timestamptz not null default now(),
  error      text
);

-- Whoever indexes a message notes it; what becomes of it later is seen where PostgreSQL's own index follows it.
create function search_updates_follow() returns trigger language plpgsql as $$
begin
  insert into search_updates (message_id)
  select coalesce(new.message_id, old.message_id) where exists (select from search_mirror);
  return null;
end $$;
create trigger search_entries_mirrored after update of lists on search_entries
  for each row when (old.part = 0 and old.lists is distinct from new.lists)
  execute function search_updates_follow();
create trigger search_entries_no_longer_mirrored after delete on search_entries
  for each row when (old.part = 0)
  execute function search_updates_follow();
