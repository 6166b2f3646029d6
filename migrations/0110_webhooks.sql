-- Webhook endpoints: where a company's events are sent. The worker reads them and never changes them.
create table webhook_endpoints (
  company_id      text collate "C" not null references companies (company_id),
  id              text collate "C" not null,
  url             text not null,
  description     text not null,
  -- Types or "noun.*"; empty = every type.
  event_types     text[] not null,
  max_in_flight   int not null check (max_in_flight between 1 and 50),
  status          text not null check (status in ('enabled', 'disabled', 'deleted')),
  disabled_reason text check (disabled_reason in ('manual', 'gone', 'failing')),
  version         int not null default 1,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (company_id, id),
  constraint webhook_endpoints_reason check ((status = 'enabled') = (disabled_reason is null) or status = 'deleted')
);
select app.protect('webhook_endpoints');
create policy worker on webhook_endpoints for select to bilag_worker using (true);
grant select on webhook_endpoints to bilag_worker;

-- Signing secrets, encrypted. After a rotation the one before stays valid until expires_at.
create table webhook_secrets (
  company_id  text collate "C" not null,
  endpoint_id text collate "C" not null,
  number      int not null check (number > 0),
  sealed      text not null,
  created_at  timestamptz not null,
  expires_at  timestamptz,
  primary key (company_id, endpoint_id, number),
  foreign key (company_id, endpoint_id) references webhook_endpoints (company_id, id)
);
select app.protect('webhook_secrets');
create policy worker on webhook_secrets for select to bilag_worker using (true);
grant select on webhook_secrets to bilag_worker;

-- The work side of an endpoint: when something is due, who is sending, since when it fails. One process at a time
-- sends to an endpoint: that keeps the order of each object's events and the endpoint's own limit.
create table webhook_queues (
  company_id    text collate "C" not null,
  endpoint_id   text collate "C" not null,
  due_at        timestamptz,
  -- Grows with every new delivery, so that a sender that is about to leave sees that something came.
  wakes         bigint not null default 0,
  leased_by     text,
  leased_until  timestamptz,
  failing_since timestamptz,
  primary key (company_id, endpoint_id),
  foreign key (company_id, endpoint_id) references webhook_endpoints (company_id, id)
);
create index webhook_queues_due on webhook_queues (due_at) where due_at is not null;
select app.protect('webhook_queues');
select app.open_to_worker('webhook_queues');

-- One event for one endpoint. object_key names what the event is about: the deliveries of one object go in order.
create table webhook_deliveries (
  company_id      text collate "C" not null,
  id              text collate "C" not null,
  endpoint_id     text collate "C" not null,
  kind            text not null check (kind in ('event', 'replay', 'test')),
  event_id        text collate "C" not null,
  event_type      text not null,
  -- Of the event log; 0 for a test, which is in no log.
  sequence        bigint not null,
  object_key      text not null,
  status          text not null check (status in ('pending', 'delivered', 'failed', 'cancelled')),
  attempts        int not null default 0,
  next_attempt_at timestamptz,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  primary key (company_id, id),
  foreign key (company_id, endpoint_id) references webhook_endpoints (company_id, id),
  constraint webhook_deliveries_next check ((status = 'pending') = (next_attempt_at is not null))
) with (autovacuum_vacuum_scale_factor = 0.05);
create index webhook_deliveries_pending on webhook_deliveries (company_id, endpoint_id, sequence, id) where status = 'pending';
create index webhook_deliveries_retrying on webhook_deliveries (company_id, endpoint_id, object_key, sequence)
  where status = 'pending' and attempts > 0;
create index webhook_deliveries_by_event on webhook_deliveries (company_id, endpoint_id, sequence);
select app.protect('webhook_deliveries');
select app.open_to_worker('webhook_deliveries');

-- Every attempt that was made, final.
create table webhook_attempts (
  company_id    text collate "C" not null,
  delivery_id   text collate "C" not null,
  number        int not null check (number > 0),
  started_at    timestamptz not null,
  duration_ms   int not null,
  status        int,
  error         text,
  response_body text,
  primary key (company_id, delivery_id, number),
  constraint webhook_attempts_outcome check ((status is null) = (error is not null))
);
select app.protect_append_only('webhook_attempts');
create policy worker on webhook_attempts to bilag_worker using (true) with check (true);
grant select, insert on webhook_attempts to bilag_worker;
