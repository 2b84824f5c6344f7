-- The archive. Owner: archive/file.ts
create table messages (
  id           bigint generated always as identity primary key,
  message_id   text not null,                      -- without brackets
  fingerprint  bytea not null,
  hash         text not null unique,               -- base32 of SHA-1 of message_id, '-2'… on a collision
  raw          bytea not null references blobs,    -- the bytes first received, less Approved and Bcc
  text         bytea references blobs,             -- the readable text, UTF-8
  html         bytea references blobs,             -- the HTML part as sent, UTF-8, never shown unsanitised
  size         bigint not null,                    -- raw, bytes
  dated_at     timestamptz not null,               -- reception for live mail; Date, clamped, for imports
  date_header  timestamptz,                        -- what the author's Date says, if readable
  subject      text not null default '',
  base_subject text not null default '',           -- RFC 5256 §2.1
  from_name    text not null default '',
  from_address text not null default '',
  author_id    bigint references people,
  recipients   jsonb not null default '[]',        -- [{field: 'to'|'cc', name, address}]
  in_reply_to  text,
  refs         text[] not null default '{}',       -- References then In-Reply-To, oldest first, distinct
  language     text,
  defects      text[] not null default '{}',       -- what was wrong with the bytes
  arrival_id   bigint references arrivals,
  filed_at     timestamptz not null default now(),
  unique (message_id, fingerprint)
);
create index messages_refs on messages using gin (refs);

create table threads (
  id           bigint generated always as identity primary key,
  list_id      bigint not null references lists,
  hash         text not null,                      -- of its first archived message
  base_subject text not null,
  subject      text not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  messages     int not null default 0,
  merged_into  bigint references threads,
  unique (list_id, hash)
);
create index threads_recent on threads (list_id, last_at desc) where merged_into is null;
create index threads_subject on threads (list_id, base_subject, last_at desc) where merged_into is null;

create table postings (
  message_id bigint not null references messages on delete cascade,
  list_id    bigint not null references lists,
  thread_id  bigint not null references threads,
  parent_id  bigint references messages,           -- within this list
  state      text not null default 'shown' check (state in ('shown', 'hidden', 'removed')),
  dated_at   timestamptz not null,                 -- the message's, for pages by month
  posted_at  timestamptz not null default now(),
  primary key (message_id, list_id)
);
create index postings_list on postings (list_id, dated_at desc, message_id);
create index postings_thread on postings (thread_id, dated_at);

create table attachments (
  message_id  bigint not null references messages on delete cascade,
  n           int not null,                        -- 1…, order in the message
  name        text not null,
  type        text not null,                       -- media type as declared, lower case
  disposition text not null default 'attachment' check (disposition in ('attachment', 'inline')),
  content_id  text,
  size        bigint not null,                     -- decoded, bytes
  blob        bytea not null references blobs,
  extracted   bytea references blobs,              -- its text, once read
  primary key (message_id, n)
);
create index attachments_blob on attachments (blob);
