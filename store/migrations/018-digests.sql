-- Ways of receiving a list. Owners as before: lists/subscriptions.ts, mta/out/queue.ts and the files it names.
alter table preferences drop constraint preferences_mode_check;
alter table preferences add constraint preferences_mode_check
  check (mode in ('each', 'without-files', 'notices', 'digest', 'digest-plain', 'titles', 'none'));
alter table participations add constraint participations_mode_check
  check (mode in ('each', 'without-files', 'notices', 'digest', 'digest-plain', 'titles', 'none'));
-- Which ways other than each message are wanted on a list is asked of every post.
create index preferences_mode on preferences (list_id, mode) where mode <> 'each';

-- A message goes out whole, without its files, as a notice that it is there, or in digests.
alter table copies
  add column kind text not null default 'whole' check (kind in ('whole', 'without-files', 'notice', 'digest'));
alter table copies drop constraint copies_message_id_list_id_key;
create unique index copies_kind on copies (message_id, list_id, kind) where kind <> 'digest';

-- 'waiting': for the next digest of its kind. That digest leaves under the delivery of its last message, with a copy of
-- its own; those of the others are then 'gathered' in it.
alter table deliveries add column digest text check (digest in ('digest', 'digest-plain', 'titles'));
do $$
declare
  one regclass;
begin
  -- Partitions have the check of their own as well.
  for one in select 'deliveries'::regclass union all
             select inhrelid::regclass from pg_inherits where inhparent = 'deliveries'::regclass loop
    execute format('alter table %s drop constraint if exists deliveries_state_check', one);
  end loop;
end $$;
alter table deliveries add constraint deliveries_state_check
  check (state in ('waiting', 'queued', 'sending', 'sent', 'gathered', 'failed', 'cancelled'));
drop index deliveries_person;
create index deliveries_person on deliveries (person_id) where state in ('waiting', 'queued', 'sending');
create index deliveries_waiting on deliveries (list_id, created_at) where state = 'waiting';
