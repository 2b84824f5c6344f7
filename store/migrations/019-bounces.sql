-- What comes back from addresses, and who is paused for it.
-- Owners: lists/bounces/bounces.ts (bounces), lists/bounces/pauses.ts (pauses), lists/people.ts (addresses)
alter table addresses add column probed_at timestamptz; -- asked whether our mail arrives, not answered yet

create table bounces (
  id         bigint generated always as identity primary key,
  address_id bigint not null references addresses on delete cascade,
  message_id bigint not null default 0,            -- 0: a mail of ours about the address itself
  list_id    bigint references lists,
  day        date not null default current_date,
  at         timestamptz not null default now(),
  source     text not null check (source in ('report', 'session', 'complaint')),
  class      text not null,                        -- mta/message/bounce-class.ts, or 'complaint'
  status     text not null default '',             -- RFC 3463, or the SMTP reply code where that is all there is
  diagnostic text not null default '',             -- the other server's words
  provider   text not null,                        -- domain of the address
  counted    real not null default 0               -- what it added to the address's score
);
-- A delivery comes back once, whoever says so how often; a mail about the address once a day.
create unique index bounces_once on bounces (address_id, message_id, (source = 'complaint')) where message_id <> 0;
create unique index bounces_once_a_day on bounces (address_id, day, (source = 'complaint')) where message_id = 0;
create index bounces_message on bounces (message_id) where message_id <> 0;
create index bounces_day on bounces (day, provider);

create table pauses (
  id         bigint generated always as identity primary key,
  address_id bigint not null references addresses on delete cascade,
  list_id    bigint references lists,              -- null: everywhere
  cause      text not null check (cause in ('bounces', 'complaint')),
  day        date not null default current_date,
  at         timestamptz not null default now(),
  told_at    timestamptz,                          -- the owners' daily round-up had it
  unique nulls not distinct (address_id, list_id, day)
);
create index pauses_untold on pauses (at) where told_at is null;
