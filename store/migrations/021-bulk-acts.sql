-- What an owner did to many at once, so that it can be undone; and second addresses.
-- Owners: lists/bulk-acts.ts, lists/people.ts (addresses)
create table bulk_acts (
  id          bigint generated always as identity primary key,
  list_id     bigint not null references lists,
  by_person   bigint not null references people,
  at          timestamptz not null default now(),
  kind        text not null check (kind in ('add', 'remove', 'invite')),
  changes     jsonb not null default '[]',         -- [{personId, before, after}]: reason and preference, each null for none
  invitations bigint[] not null default '{}',      -- tokens that it mailed
  undone_at   timestamptz
);
create index bulk_acts_last on bulk_acts (list_id, by_person, id) where undone_at is null;
create index bulk_acts_at on bulk_acts (at);

-- Linked by mail, an address posts and reads mail; it holds no role before its person has opened a session.
alter table addresses
  add column linked_at timestamptz,
  add column trusted_at timestamptz,
  add column trusted boolean generated always as (linked_at is null or trusted_at is not null) stored;
