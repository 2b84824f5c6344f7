-- Many small blobs in one row: what is alike compresses together. Owner: store/blobs/packs.ts
create table packs (
  id    bigint generated always as identity primary key,
  bytes bytea not null,                            -- zstd of the blobs, one after the other
  size  bigint not null                            -- uncompressed, bytes
);
alter table packs alter column bytes set storage external;
alter table blobs
  alter column stored_size drop not null,          -- null in a pack, whose own counts
  add column pack    bigint references packs,
  add column pack_at int,                          -- where it begins in the uncompressed pack
  add column companion_size int,                   -- bytes right behind it in the pack: its companion; null: none
  drop constraint blobs_place_check,
  add constraint blobs_place_check check (place in ('row', 'pack', 'file', 'object')),
  add constraint blobs_pack_check check (
    (place = 'pack') = (pack is not null) and (pack is null) = (pack_at is null)
    and (companion_size is null or pack is not null));
create index blobs_pack on blobs (pack) where pack is not null;
drop index blobs_created;  -- sweep asks for all that are old, wherever they are

-- The archive keeps the mail once: its HTML and its attachments are read out of it when somebody asks.
-- Message-IDs are compared by number: 52 bits of SHA-256, exact in JavaScript.
create function message_key(message_id text) returns bigint immutable strict parallel safe language sql
  return ('x' || substr(encode(sha256(convert_to(message_id, 'UTF8')), 'hex'), 1, 13))::bit(52)::bigint;
alter table messages
  add column has_html boolean not null default false,
  add column ref_keys bigint[],                        -- keys of References then In-Reply-To, oldest first, distinct
  alter column defects drop not null,                  -- null: none, here as there
  alter column defects drop default;
-- Nearly all mails have one recipient, the list: written as [["to", "velo@asso.example"]], with a name where there is one.
create function pg_temp.short(recipients jsonb) returns json language sql as $$
  select coalesce(json_agg(case when r->>'name' = '' then json_build_array(r->>'field', r->>'address')
                                else json_build_array(r->>'field', r->>'address', r->>'name') end order by n), '[]')
    from jsonb_array_elements(recipients) with ordinality e (r, n)
$$;
update messages set
  has_html = html is not null,
  ref_keys = nullif(array(select message_key(id) from unnest(refs) with ordinality r (id, n) order by n), '{}'),
  defects = nullif(defects, '{}');
drop index messages_refs;
alter table messages
  drop column html, drop column refs, drop column in_reply_to,
  drop column base_subject,                        -- threads have it
  alter column recipients drop default,
  alter column recipients type json using pg_temp.short(recipients),
  alter column recipients set default '[]',
  drop constraint messages_message_id_fingerprint_key;  -- hash, made of the Message-ID, is unique already
-- Written at once: it is asked before every message that is filed, and what waits in a list of its own is read whole.
create index messages_ref_keys on messages using gin (ref_keys) with (fastupdate = off);
alter table attachments drop column blob;

-- PostgreSQL's own index of the archive. Owner: search/postgres/entries.ts
drop table search_entries;
drop text search configuration relais;
create text search configuration relais (copy = pg_catalog.french);
alter text search configuration relais
  alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  with french_stem;
create table search_entries (
  message_id bigint not null references messages on delete cascade,
  part       int not null default 0,               -- what is too long for one row goes on in the next
  dated_at   timestamptz not null,
  lists      bigint[] not null,                    -- where it is shown, the first to have had it first
  words      text not null,                        -- folded; marks tell zones apart (search/postgres/words.ts)
  primary key (message_id, part)
) with (toast_tuple_target = 128);                 -- words beside the row: what only counts and sorts reads little
alter table search_entries alter column words set storage external;
create index search_entries_words on search_entries using gin (to_tsvector('relais', words));
create index search_entries_dated on search_entries (dated_at desc, message_id desc);
