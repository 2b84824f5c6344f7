-- Texts that are looked up whole are indexed by number, which takes a third; whoever asks compares the text too.
create function text_key(value text) returns bigint immutable strict parallel safe language sql
  return hashtextextended(value, 0);

-- What somebody wrote, by date: pages of people.
create index messages_author on messages (text_key(lower(from_address)), dated_at);

drop index threads_subject;
create index threads_subject on threads (list_id, text_key(base_subject), last_at) where merged_into is null;

-- Read in both directions; filled in one, page after page, where mails come in the order of their dates.
drop index postings_list;
create index postings_list on postings (list_id, dated_at, message_id);
drop index threads_recent;
create index threads_recent on threads (list_id, last_at) where merged_into is null;
