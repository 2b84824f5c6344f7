-- Sentences that a list, a space or the whole platform says in its own words. Owner: lists/mails/own-sentences.ts
create table own_sentences (
  id         bigint generated always as identity primary key,
  space_id   bigint references spaces,             -- for all lists of the space
  list_id    bigint references lists,
  name       text not null,                        -- of the mail; or greeting, signature
  language   text not null check (language in ('fr', 'en')),
  subject    text not null,                        -- '' with greeting and signature
  text       text not null,                        -- what stands between greeting and signature, {names} to be filled in
  written_at timestamptz not null default now(),
  check (num_nonnulls(space_id, list_id) <= 1),    -- neither: the platform
  unique nulls not distinct (name, language, list_id, space_id)
);
create index own_sentences_list on own_sentences (list_id);
create index own_sentences_space on own_sentences (space_id);
