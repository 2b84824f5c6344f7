-- What was brought in from elsewhere, and how far an interrupted one came. Owner: archive/import/record.ts
create table imports (
  id          bigint generated always as identity primary key,
  list_id     bigint not null references lists,
  format      text not null,
  source      text not null,                       -- its path, as it is on the machine
  bytes       bigint not null,                     -- of the source: another size is another source
  cursor      jsonb,                               -- where to go on; null: at the beginning
  read_bytes  bigint not null default 0,
  added       int not null default 0,
  known       int not null default 0,              -- were in the list's archive already
  leftovers   int not null default 0,              -- could not be taken
  started_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  finished_at timestamptz
);
create index imports_list on imports (list_id, id desc);

-- Each thing that could not be taken, where it is.
create table import_leftovers (
  import_id bigint not null references imports on delete cascade,
  n         int not null,
  file      text not null,
  at        bigint not null,                       -- byte it begins at
  why       text not null,
  primary key (import_id, n)
);

-- What came of reading an attachment's text; all three null: not read yet. Owner: archive/file-texts.ts
alter table attachments
  add column unread text,                          -- why there is none
  add column pages  int[];                         -- where each page begins in the text, UTF-16 units
