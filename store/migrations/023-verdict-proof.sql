-- Whether the held post on which a moderator said something of its author for good was proved to be theirs.
-- Owner: lists/moderation/verdicts.ts
alter table standing_verdicts add column proved boolean not null default true;
alter table standing_verdicts alter column proved drop default;
