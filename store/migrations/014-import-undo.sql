-- What an import brought, so that it can be taken back. Owners: archive/postings.ts, archive/import/record.ts
alter table postings
  add column import_id bigint references imports,  -- null: came live
  -- Without an index, which would cost more than it gives, each message that goes would be looked for in all postings.
  drop constraint postings_parent_id_fkey;
create index threads_merged on threads (merged_into) where merged_into is not null;

alter table imports
  add column last_date timestamptz,                -- of the last mail: those after it that have no date are dated so
  add column undone_at timestamptz;                -- taken back, or being taken back: it isn't gone on with
