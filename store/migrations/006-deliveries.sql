-- What goes out. Owners: mta/out/queue.ts (copies, deliveries), mta/out/notices.ts, mta/out/outbox.ts
create table copies (
  id          bigint generated always as identity primary key,
  message_id  bigint not null references messages,
  list_id     bigint not null references lists,
  header      bytea not null,                      -- the rewritten header block, CRLF, without the empty line
  body        bytea not null references blobs,     -- blob holding the body …
  body_offset bigint not null default 0,           -- … from this byte on (the raw message's when unchanged)
  size        bigint not null,
  eight_bit   boolean not null default false,
  utf8        boolean not null default false,      -- header needs SMTPUTF8
  sending     text not null check (sending in ('personal', 'batched')),
  personal    jsonb not null default '{}',         -- what lists/ needs to write the personal fields
  created_at  timestamptz not null default now(),
  unique (message_id, list_id)
);

create sequence deliveries_id cache 100;
create table deliveries (
  id         bigint not null default nextval('deliveries_id'),
  message_id bigint not null,
  list_id    bigint not null,
  copy_id    bigint not null,
  person_id  bigint not null,
  address_id bigint not null,
  recipient  text not null,                        -- envelope address
  domain     text not null,
  state      text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  worker     text,                                 -- while sending
  tries      int not null default 0,
  next_try   timestamptz not null default now(),
  reply      text,                                 -- the last answer, or why it was given up
  done_at    timestamptz,
  created_at timestamptz not null default now(),
  primary key (message_id, id),
  unique (message_id, person_id),
  unique (message_id, address_id)
) partition by range (message_id);
create index deliveries_due on deliveries (next_try, id) where state = 'queued';
create index deliveries_person on deliveries (person_id) where state in ('queued', 'sending');
create index deliveries_sending on deliveries (worker) where state = 'sending';

-- One partition for each 100,000 message ids, made before it is needed.
create function deliveries_partition(wanted bigint) returns void language plpgsql as $$
declare
  low bigint := wanted / 100000 * 100000;
  name text := 'deliveries_' || (wanted / 100000);
begin
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(hashtext('deliveries_partition'));
    if to_regclass(name) is null then
      execute format('create table %I (like deliveries including defaults including constraints)', name);
      execute format('alter table %I set (fillfactor = 70)', name);
      execute format('alter table deliveries attach partition %I for values from (%s) to (%s)', name, low, low + 100000);
    end if;
  end if;
end $$;

create table delivery_totals (
  day      date not null,
  list_id  bigint not null,
  provider text not null,
  sent     int not null default 0,
  failed   int not null default 0,
  cancelled int not null default 0,
  primary key (day, list_id, provider)
);

-- Mails that Relais itself writes: sent before posts.
create table notices (
  id         bigint generated always as identity primary key,
  recipient  text not null,
  return_path text not null default '',
  template   text not null,
  language   text not null,
  list_id    bigint references lists,
  once       text unique,                          -- the act that wrote it: the same act twice writes one mail
  bytes      bytea,                                -- the whole mail; or:
  head       bytea,                                -- new fields put before …
  blob       bytea references blobs,               -- … a mail passed on (owners' mail)
  state      text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  worker     text,
  tries      int not null default 0,
  next_try   timestamptz not null default now(),
  reply      text,
  done_at    timestamptz,
  created_at timestamptz not null default now(),
  check (num_nonnulls(bytes, blob) = 1)
);
create index notices_due on notices (next_try, id) where state = 'queued';
create index notices_sending on notices (worker) where state = 'sending';

-- Kept instead of sent when no relay is set.
create table outbox (
  id          bigint generated always as identity primary key,
  mail_from   text not null,
  recipients  text[] not null,
  subject     text not null default '',
  head        bytea not null,                      -- header block with its empty line, or the whole mail when body is null
  body        bytea references blobs,
  body_offset bigint not null default 0,
  delivery_id bigint,
  notice_id   bigint,
  created_at  timestamptz not null default now(),
  unique nulls not distinct (notice_id, delivery_id, recipients)
);
