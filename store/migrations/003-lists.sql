-- Lists, who is on them and why, what they allow.
-- Owners: lists/lists.ts, lists/addresses.ts, lists/subscriptions.ts, lists/participations.ts, lists/roles.ts, lists/policies.ts
create table lists (
  id          bigint generated always as identity primary key,
  space_id    bigint not null references spaces,   -- home
  address     text not null unique,                -- current posting address, lower case
  list_id     text not null unique,                -- RFC 2919, fixed at creation
  title       text not null,
  description text not null default '',
  settings    jsonb not null default '{}',         -- only what differs from the space
  created_at  timestamptz not null default now(),
  closed_at   timestamptz
);
create index lists_space on lists (space_id);

-- Every address a list answers to, derived and former ones included.
create table list_addresses (
  address text primary key,
  list_id bigint not null references lists,
  intent  text not null check (intent in ('post', 'request', 'subscribe', 'unsubscribe', 'owner', 'deposit')),
  former  boolean not null default false
);
create index list_addresses_list on list_addresses (list_id);

create table policies (
  id       bigint generated always as identity primary key,
  space_id bigint references spaces,
  list_id  bigint references lists,
  act      text not null check (act in ('post', 'subscribe', 'unsubscribe', 'archive', 'members', 'documents', 'deposit', 'invite')),
  preset   text,                                   -- the name it was chosen under, when it was
  rules    jsonb not null,                         -- [{who, when?, do}], first match decides
  check (num_nonnulls(space_id, list_id) = 1),
  unique nulls not distinct (space_id, list_id, act)
);

create table roles (
  id        bigint generated always as identity primary key,
  person_id bigint not null references people,
  role      text not null check (role in ('administrator', 'owner', 'moderator')),
  space_id  bigint references spaces,
  list_id   bigint references lists,
  for_space_id bigint references spaces,           -- on a shared list: moderates for this association
  since     timestamptz not null default now(),
  until     timestamptz,
  check (num_nonnulls(space_id, list_id) <= 1),    -- neither: the platform
  unique nulls not distinct (person_id, role, space_id, list_id)
);
create index roles_list on roles (list_id);
create index roles_space on roles (space_id);

create table participations (
  id             bigint generated always as identity primary key,
  list_id        bigint not null references lists,
  space_id       bigint not null references spaces,
  brings         text not null check (brings in ('everyone', 'group', 'list', 'delegates')),
  group_id       bigint references groups,
  source_list_id bigint references lists,
  collective_id  bigint references spaces,         -- with 'delegates'
  mode           text not null default 'each',
  archive_from   timestamptz,                      -- null: all
  invited_at     timestamptz not null default now(),
  invited_by     bigint references people,
  accepted_at    timestamptz,
  ended_at       timestamptz,
  check ((brings = 'group') = (group_id is not null)),
  check ((brings = 'list') = (source_list_id is not null)),
  unique nulls not distinct (list_id, space_id, brings, group_id, source_list_id, ended_at)
);
create index participations_space on participations (space_id);

-- An own subscription, or being added by an owner. What participations bring is computed by audience().
create table reasons (
  list_id   bigint not null references lists,
  person_id bigint not null references people,
  source    text not null check (source in ('own', 'added', 'imported')),
  evidence  text not null default 'none',
  by_person bigint references people,
  since     timestamptz not null default now(),
  primary key (list_id, person_id)
);
create index reasons_person on reasons (person_id);

create table preferences (
  list_id      bigint not null references lists,
  person_id    bigint not null references people,
  address_id   bigint references addresses,        -- null: the membership's
  mode         text check (mode in ('each', 'digest', 'digest-plain', 'titles', 'notices', 'none')),
  paused_until timestamptz,
  own_posts    boolean not null default true,
  when_addressed boolean not null default true,    -- list copy although in To or Cc
  hidden       boolean not null default false,
  primary key (list_id, person_id)
);

-- Leaving; only that person's own act clears it.
create table exclusions (
  list_id   bigint not null references lists,
  person_id bigint not null references people,
  since     timestamptz not null default now(),
  evidence  text not null default 'none',
  primary key (list_id, person_id)
);

create table old_urls (
  path    text primary key,                        -- '/lists/old@…'
  to_path text not null,
  since   timestamptz not null default now()
);

-- Who is on a list, each person once: own subscriptions and what participations bring, nested lists
-- included (the walk visits each list once, so circles end), without those who left. With only_person:
-- that person's row, if they are on it, at the cost of one look-up.
create function audience(wanted bigint, only_person bigint default null)
returns table (person_id bigint, address_id bigint, address text, written text, mode text, paused boolean,
               own_posts boolean, when_addressed boolean, hidden boolean)
language sql stable as $$
  with recursive reached(list_id, via) as (
    select wanted, null::bigint
    union
    select p.source_list_id, p.id
      from reached r join participations p on p.list_id = r.list_id
     where p.brings = 'list' and p.accepted_at is not null and p.ended_at is null
  ),
  brought as (
    select r.person_id, l.space_id, 0 as rank, null::text as mode
      from reached x join reasons r on r.list_id = x.list_id join lists l on l.id = x.list_id
     where (only_person is null or r.person_id = only_person)
       and (x.list_id = wanted
        or not exists (select 1 from exclusions e where e.list_id = x.list_id and e.person_id = r.person_id))
    union all
    select m.person_id, p.space_id, 1, p.mode
      from reached x join participations p on p.list_id = x.list_id
      join memberships m on m.space_id = p.space_id and m.kind = 'member' and m.until is null
     where p.brings = 'everyone' and p.accepted_at is not null and p.ended_at is null
       and (only_person is null or m.person_id = only_person)
    union all
    select g.person_id, p.space_id, 1, p.mode
      from reached x join participations p on p.list_id = x.list_id
      join group_members g on g.group_id = p.group_id
     where p.brings = 'group' and p.accepted_at is not null and p.ended_at is null
       and (only_person is null or g.person_id = only_person)
    union all
    select d.person_id, p.space_id, 1, p.mode
      from reached x join participations p on p.list_id = x.list_id
      join delegates d on d.space_id = p.space_id and d.collective_id = p.collective_id
     where p.brings = 'delegates' and p.accepted_at is not null and p.ended_at is null
       and (only_person is null or d.person_id = only_person)
  ),
  once as (
    select distinct on (b.person_id) b.person_id, b.space_id, b.mode from brought b order by b.person_id, b.rank, b.space_id
  )
  select o.person_id, a.id, a.address, a.written,
         coalesce(f.mode, o.mode, 'each'),
         coalesce(f.paused_until > now(), false) or not a.receives,
         coalesce(f.own_posts, true), coalesce(f.when_addressed, true), coalesce(f.hidden, false)
    from once o
    join people h on h.id = o.person_id and h.erased_at is null
    left join preferences f on f.list_id = wanted and f.person_id = o.person_id
    left join memberships m on m.space_id = o.space_id and m.person_id = o.person_id
    join addresses a on a.id = coalesce(f.address_id, m.address_id,
           (select min(n.id) from addresses n where n.person_id = o.person_id))
   where not exists (select 1 from exclusions e where e.list_id = wanted and e.person_id = o.person_id)
$$;

-- Whether audience() has somebody: what is asked of every post. The common answers come without the walk, whose
-- plan PL/pgSQL keeps.
create function is_in_audience(wanted bigint, person bigint) returns boolean language plpgsql stable as $$
begin
  if exists (select from exclusions e where e.list_id = wanted and e.person_id = person) then
    return false;
  end if;
  if exists (select from reasons r where r.list_id = wanted and r.person_id = person) then
    return exists (select from people h where h.id = person and h.erased_at is null);
  end if;
  if not exists (select from participations p where p.list_id = wanted) then
    return false;
  end if;
  return exists (select from audience(wanted, person));
end $$;

-- Whoever keeps lists in memory is told when anything about them changes.
create function announce_lists() returns trigger language plpgsql as $$
begin
  perform pg_notify('relais_lists', '');
  return null;
end $$;
create trigger lists_announce after insert or update or delete on lists for each statement execute function announce_lists();
create trigger list_addresses_announce after insert or update or delete on list_addresses for each statement execute function announce_lists();
create trigger policies_announce after insert or update or delete on policies for each statement execute function announce_lists();
create trigger spaces_announce after insert or update or delete on spaces for each statement execute function announce_lists();
create trigger instance_announce after update on instance for each statement execute function announce_lists();
