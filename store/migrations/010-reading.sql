-- What somebody wrote, the newest first: pages of people.
create index messages_author on messages (lower(from_address), dated_at desc, id desc);
