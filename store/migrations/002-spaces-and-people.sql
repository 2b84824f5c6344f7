-- The platform, its spaces, and the people they know.
-- Owners: lists/instance.ts, lists/spaces.ts, lists/people.ts, lists/groups.ts
create table instance (
  id         int primary key default 1 check (id = 1),
  settings   jsonb not null default '{}',
  created_at timestamptz not null default now()
);
insert into instance default values;

create table spaces (
  id           bigint generated always as identity primary key,
  slug         text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  kind         text not null default 'association' check (kind in ('association', 'collective')),
  name         text not null,
  description  text not null default '',
  domain       text unique,                       -- own domain; null: SLUG.DOMAIN or DOMAIN
  domain_token text,                              -- expected in a TXT record
  domain_proved_at timestamptz,                   -- an own domain serves no mail before
  settings     jsonb not null default '{}',       -- only what differs from the instance
  created_at   timestamptz not null default now(),
  closed_at    timestamptz
);

create table people (
  id         bigint generated always as identity primary key,
  name       text not null default '',
  kind       text not null default 'human' check (kind in ('human', 'shared')),
  language   text check (language in ('fr', 'en')),
  created_at timestamptz not null default now(),
  erased_at  timestamptz
);

create table addresses (
  id          bigint generated always as identity primary key,
  person_id   bigint not null references people,
  address     text not null unique,               -- lower case, domain in A-labels: how it is compared
  written     text not null,                      -- as its owner writes it: how it is used in an envelope
  domain      text generated always as (split_part(reverse(split_part(reverse(address), '@', 1)), '@', 1)) stored,
  verified_at timestamptz,                        -- null: claimed, never used to recognise a writer
  receives    boolean not null default true,      -- false: paused by bounces
  score       real not null default 0,            -- bounces, across lists
  score_at    timestamptz,
  created_at  timestamptz not null default now()
);
create index addresses_person on addresses (person_id);

create table memberships (
  space_id   bigint not null references spaces,
  person_id  bigint not null references people,
  address_id bigint not null references addresses,
  kind       text not null check (kind in ('member', 'contact')),
  name       text not null default '',
  title      text not null default '',            -- « trésorière », what the space calls them
  fields     jsonb not null default '{}',
  ground     text not null default '',            -- why the space may hold this (RGPD art. 6)
  since      timestamptz not null default now(),
  until      timestamptz,
  primary key (space_id, person_id)
);
create index memberships_person on memberships (person_id);

create table groups (
  id       bigint generated always as identity primary key,
  space_id bigint not null references spaces,
  slug     text not null,
  name     text not null,
  unique (space_id, slug)
);
create table group_members (
  group_id  bigint not null references groups on delete cascade,
  person_id bigint not null references people,
  since     timestamptz not null default now(),
  primary key (group_id, person_id)
);

-- A collective's members are associations, each represented by delegates it names itself.
create table space_members (
  collective_id bigint not null references spaces,
  space_id      bigint not null references spaces,
  since         timestamptz not null default now(),
  until         timestamptz,
  primary key (collective_id, space_id),
  check (collective_id <> space_id)
);
create table delegates (
  collective_id bigint not null,
  space_id      bigint not null,
  person_id     bigint not null references people,
  since         timestamptz not null default now(),
  primary key (collective_id, space_id, person_id),
  foreign key (collective_id, space_id) references space_members on delete cascade
);
