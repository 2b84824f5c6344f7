-- Moderation by mail. Owners: lists/posts.ts (posts), lists/moderation/verdicts.ts (standing_verdicts),
-- lists/moderation/join-requests.ts (join_requests), lists/roles.ts (roles)
alter table posts drop constraint posts_decision_check;
alter table posts add check (decision in ('accept', 'refuse', 'discard', 'expire'));
alter table posts add column held_at timestamptz;        -- since when it waits for a moderator
alter table posts add column announced_at timestamptz;   -- its moderators have been written to
alter table posts add column reminded_at timestamptz;
alter table posts add column passed_on_at timestamptz;   -- nobody it was for could be reached: others were written to
update posts set held_at = created_at where state = 'held';
create index posts_held on posts (list_id, held_at) where state = 'held';

-- « TOUJOURS » and « BLOQUER »: what a moderator said of somebody once and for all.
create table standing_verdicts (
  id           bigint generated always as identity primary key,
  list_id      bigint not null references lists,
  address      text not null,                            -- as compared
  verdict      text not null check (verdict in ('welcome', 'blocked')),
  by_person    bigint references people,
  at           timestamptz not null default now(),
  effective_at timestamptz not null default now(),
  revoked_at   timestamptz
);
create unique index standing_verdicts_standing on standing_verdicts (list_id, address) where revoked_at is null;

-- Who asks to join a list whose moderators decide that.
create table join_requests (
  id            bigint generated always as identity primary key,
  list_id       bigint not null references lists,
  address       text not null,
  name          text not null default '',
  evidence      text not null,
  held_at       timestamptz not null default now(),
  announced_at  timestamptz,
  reminded_at   timestamptz,
  passed_on_at  timestamptz,
  decision      text check (decision in ('accept', 'refuse', 'discard', 'expire')),
  decided_by    bigint references people,
  decided_at    timestamptz,
  decision_note text,
  effective_at  timestamptz,
  done_at       timestamptz
);
create unique index join_requests_waiting on join_requests (list_id, address) where done_at is null;

-- Who decides in a moderator's place, and until when; a moderator may be away without anybody in their place.
alter table roles add column away_until timestamptz;
alter table roles add column deputy_id bigint references people;

create index tokens_to_moderate on tokens (address, created_at) where purpose = 'moderate';
