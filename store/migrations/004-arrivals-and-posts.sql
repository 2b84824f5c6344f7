-- What came in by SMTP, LMTP or IMAP, and what each list made of it.
-- Owners: lists/arrivals.ts (arrivals, errands), lists/posts.ts (posts)
create table arrivals (
  id            bigint generated always as identity primary key,
  blob          bytea not null references blobs,
  size          bigint not null,                   -- bytes
  message_id    text not null,                     -- without brackets; derived from the bytes when absent
  fingerprint   bytea not null,                    -- SHA-256 of From, Date, Subject, MIME headers, body
  mail_from     text not null default '',          -- '' : the null return path
  recipients    text[] not null,                   -- as given in RCPT TO
  client        jsonb not null default '{}',       -- {ip, helo, tls, protocol}
  evidence      jsonb not null default '{}',       -- {level, from, spf, dkim, dmarc, arc}
  received_at   timestamptz not null default now(),
  done_at       timestamptz                        -- every post and errand has been seen to
);
create index arrivals_message_id on arrivals (message_id, id);

create table posts (
  id           bigint generated always as identity primary key,
  arrival_id   bigint not null references arrivals,
  list_id      bigint not null references lists,
  state        text not null default 'new' check (state in ('new', 'confirming', 'held', 'accepted', 'refused', 'discarded')),
  reasons      jsonb not null default '[]',        -- why it is held or refused: [{rule, reason}]
  trace        jsonb not null default '[]',        -- every rule asked and its answer
  author_id    bigint references people,
  decision     text check (decision in ('accept', 'refuse', 'discard')),
  decided_by   bigint references people,           -- null with a decision: the operator's command
  decided_at   timestamptz,
  decision_note text,                              -- said to the author
  effective_at timestamptz,                        -- a moderator's decision takes effect then
  message_id   bigint,                             -- once archived
  created_at   timestamptz not null default now(),
  unique (arrival_id, list_id)
);
create index posts_waiting on posts (list_id, created_at) where state in ('held', 'confirming');

-- Everything an arrival asks for that is not a post: commands, mail for owners, bounces, answers to tokens.
create table errands (
  id         bigint generated always as identity primary key,
  arrival_id bigint not null references arrivals,
  intent     text not null,
  recipient  text not null,
  list_id    bigint references lists,
  token      text,
  outcome    text,                                 -- null until done
  done_at    timestamptz,
  unique (arrival_id, recipient)
);
