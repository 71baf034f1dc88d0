/**
 * The tables of a fleet. `writes` counts how often a row was written: 1, and 1 more for each change.
 * The type is `json` and not `jsonb`, because `jsonb` refuses the character U+0000, which a message may
 * have.
 */
export const SCHEMA = `
  create table if not exists jobs (
    workspace text not null,
    id text not null,
    number bigint generated always as identity,
    kind text not null,
    data json not null,
    checkpoint json,
    step integer not null default 0,
    is_done boolean not null default false,
    /* Who has moved it last. */
    worker text,
    added_at timestamptz not null default now(),
    primary key (workspace, id)
  );
  create index if not exists jobs_undone on jobs (workspace, number) where not is_done;
  create table if not exists conversations (
    workspace text not null,
    id text not null,
    created_at bigint not null,
    updated_at bigint not null,
    json json not null,
    writes integer not null default 1,
    /* The updated_at of the conversation that its messages came with. */
    messages_at bigint,
    /* Intercom sends the latest 500 messages. */
    missing_messages integer not null default 0,
    primary key (workspace, id)
  );
  create index if not exists conversations_updated_at on conversations (workspace, updated_at);
  create table if not exists messages (
    workspace text not null,
    conversation text not null,
    id text not null,
    created_at bigint not null,
    json json not null,
    writes integer not null default 1,
    primary key (workspace, conversation, id),
    foreign key (workspace, conversation) references conversations on delete cascade
  );
`;

/**
 * Moves a job one step on. A job that another worker has moved meanwhile, or has finished, stays as it
 * is.
 */
export const MOVE_JOB = `
  update jobs set
    step = step + 1,
    checkpoint = coalesce($4, checkpoint),
    is_done = $5,
    worker = current_setting('application_name')
  where workspace = $1 and id = $2 and step = $3 and not is_done
`;

export const ADD_JOB = `
  insert into jobs (workspace, id, kind, data) values ($1, $2, $3, $4) on conflict do nothing
`;

/** Two jobs that end at the same time must not both see the other one undone. */
export const LOCK_WORKSPACE = `select from jobs where workspace = $1 and id = 'plan' for update`;

export const HAS_UNDONE = `
  select from jobs where workspace = $1 and kind = $2 and not is_done limit 1
`;

/** A newer conversation is never replaced by an older one. */
export const WRITE_CONVERSATIONS = `
  insert into conversations (workspace, id, created_at, updated_at, json)
  select distinct on (id) $1, id, created_at, updated_at, text::json
  from unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[])
    as page (id, created_at, updated_at, text)
  order by id, updated_at desc
  on conflict (workspace, id) do update set
    created_at = excluded.created_at,
    updated_at = excluded.updated_at,
    json = excluded.json,
    writes = conversations.writes + 1
  where excluded.updated_at >= conversations.updated_at
`;

/** Where as new messages are there, or newer ones, it changes no row. */
export const CLAIM_MESSAGES = `
  update conversations set messages_at = $3, missing_messages = $4
  where workspace = $1 and id = $2 and coalesce(messages_at, 0) < $3
`;

export const WRITE_MESSAGES = `
  insert into messages (workspace, conversation, id, created_at, json)
  select $1, $2, id, created_at, text::json
  from unnest($3::text[], $4::bigint[], $5::text[]) as parts (id, created_at, text)
  on conflict (workspace, conversation, id) do update set
    created_at = excluded.created_at,
    json = excluded.json,
    writes = messages.writes + 1
`;

export const DELETE_CONVERSATION = 'delete from conversations where workspace = $1 and id = $2';

export const WITHOUT_MESSAGES = `
  select id from conversations
  where workspace = $1 and id = any ($2) and coalesce(messages_at, 0) < updated_at
`;

export const FIND_JOB = `
  select workspace, id, kind, data, checkpoint, step from jobs
  where workspace = $1 and id = $2 and not is_done
`;

export const UNDONE_JOBS = `
  select id from jobs where workspace = $1 and not is_done order by number limit $2
`;

/** Where all jobs are done: how many changes jobs there were, and when the last one was added. */
export const LAST_CHANGES = `
  select count(*) as count, floor(extract(epoch from max(added_at))) as since from jobs
  where workspace = $1 and kind = 'changes'
    and not exists (select from jobs where workspace = $1 and not is_done)
`;
