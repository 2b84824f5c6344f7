-- Proofs of who asks. Owners: lists/tokens.ts, lists/identities.ts, lists/answered.ts, lists/audit.ts, web/sessions.ts
create table tokens (
  id         bigint generated always as identity primary key,
  purpose    text not null check (purpose in ('confirm-post', 'confirm-act', 'login', 'moderate', 'link-address')),
  address    text not null,                        -- where it was mailed; it acts for nobody else
  person_id  bigint references people,
  list_id    bigint references lists,
  post_id    bigint references posts,
  detail     jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table sessions (
  id         bigint generated always as identity primary key,
  secret     bytea not null unique,                -- SHA-256 of the cookie's value
  person_id  bigint not null references people,
  user_agent text not null default '',
  created_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  expires_at timestamptz not null
);

-- « contact@asso.fr sent through a Gmail »: a confirmed pair counts as spf-aligned for a year.
create table identities (
  address      text not null,                      -- From
  identity     text not null,                      -- what did authenticate: return path, or d=/i=
  person_id    bigint not null references people,
  confirmed_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  primary key (address, identity)
);

-- One answer an address a day (RFC 3834 §2).
create table answered (
  address text not null,
  day     date not null default current_date,
  kind    text not null,
  count   int not null default 1,
  primary key (address, day, kind)
);

create table audit (
  id        bigint generated always as identity primary key,
  at        timestamptz not null default now(),
  person_id bigint references people,              -- who; null: Relais, or the operator's command
  via       text not null,                         -- mail, web, command, rule
  act       text not null,
  space_id  bigint references spaces,
  list_id   bigint references lists,
  subject_person bigint references people,
  detail    jsonb not null default '{}'
);
create index audit_at on audit (at);

-- Work that keeps failing, for a human to see. Owner: store/jobs.ts
create table set_aside (
  id         bigint generated always as identity primary key,
  job        text not null,
  payload    jsonb not null,
  error      text not null,
  tries      int not null,
  created_at timestamptz not null default now(),
  resolved_at timestamptz
);
