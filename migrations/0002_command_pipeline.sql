-- What every command writes beside its own rows: audit entries, outbox rows, answers kept for idempotency keys.
-- company_id holds the tenant: the company, or the person for what lies outside companies (my keys, my companies).

create table audit_log (
  company_id      text collate "C" not null,
  id              text collate "C" not null,
  action          text not null,
  subject_kind    text not null,
  subject_id      text collate "C" not null,
  detail          jsonb not null,
  actor_kind      text not null check (actor_kind in ('person', 'apiKey', 'connection', 'system')),
  actor_id        text not null,
  actor_person_id text collate "C",
  actor_name      text not null,
  request_id      text not null,
  occurred_at     timestamptz not null,
  primary key (company_id, id)
);
create index audit_log_by_subject on audit_log (company_id, subject_id);
select app.protect_append_only('audit_log');

create table idempotency_keys (
  company_id   text collate "C" not null,
  key          text collate "C" not null,
  request_hash text not null,
  status       int not null,
  headers      jsonb not null,
  body         text not null,
  created_at   timestamptz not null,
  primary key (company_id, key)
);
create index idempotency_keys_by_age on idempotency_keys using brin (created_at);
select app.isolate('idempotency_keys');
grant select, insert on idempotency_keys to bilag_app;
select app.open_to_worker('idempotency_keys');

-- A queue, not a tenant's table: rows live until the worker has handed them on, in the order of their ids.
create table outbox (
  id         bigint generated always as identity primary key,
  company_id text collate "C" not null,
  kind       text not null check (kind in ('event', 'job')),
  name       text not null,
  payload    jsonb not null,
  time_zone  text not null,
  request_id text not null,
  run_at     timestamptz not null,
  created_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index outbox_jobs on outbox (run_at, id) where kind = 'job';
create index outbox_events on outbox (id) where kind = 'event';
select app.isolate('outbox');
grant insert on outbox to bilag_app;
select app.open_to_worker('outbox');

-- The event log: per company a sequence without gaps, given by the one sequencer when it drains the outbox.
create table events (
  company_id     text collate "C" not null,
  sequence       bigint not null check (sequence > 0),
  id             text collate "C" not null,
  type           text not null,
  data           jsonb not null,
  occurred_at    timestamptz not null,
  previous_id    text collate "C",
  primary key (company_id, sequence),
  unique (company_id, id)
);
select app.isolate('events');
grant select on events to bilag_app;
select app.open_to_worker('events');
create trigger append_only before update or delete or truncate on events
  for each statement execute function app.refuse('the event log is final');
