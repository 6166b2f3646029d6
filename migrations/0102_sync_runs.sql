create table sync_runs (
  company_id    text collate "C" not null,
  id            text collate "C" not null,
  connection_id text collate "C" not null,
  pull          text not null check (pull in ('payment')),
  cause         text not null check (cause in ('person', 'schedule', 'webhook', 'continuation')),
  status        text not null check (status in ('queued', 'running', 'done', 'failed')),
  pages         int not null default 0,
  records       int not null default 0,
  changed       int not null default 0,
  fault         jsonb,
  version       int not null default 1,
  created_at    timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  primary key (company_id, id),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
-- A pull that waits or runs is enough: one that is asked for meanwhile is the same.
create unique index sync_runs_one_queued on sync_runs (company_id, connection_id, pull) where status = 'queued';
create unique index sync_runs_one_running on sync_runs (company_id, connection_id, pull) where status = 'running';
create index sync_runs_by_connection on sync_runs (company_id, connection_id, id);
select app.protect('sync_runs');

create table connection_checkpoints (
  company_id    text collate "C" not null,
  connection_id text collate "C" not null,
  pull          text not null,
  checkpoint    jsonb not null,
  updated_at    timestamptz not null,
  primary key (company_id, connection_id, pull),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
select app.protect('connection_checkpoints');

-- Payments made or received at the vendor, the latest state of each. `is_ours` came from here and went out before.
create table pulled_payments (
  company_id        text collate "C" not null,
  id                text collate "C" not null,
  connection_id     text collate "C" not null,
  external_id       text collate "C" not null,
  settles_model     text not null check (settles_model in ('bill', 'salesInvoice')),
  settles_external  text collate "C" not null,
  -- Our receipt or invoice; null when the vendor's document did not come from us.
  settles_id        text collate "C",
  status            text not null check (status in ('made', 'deleted')),
  paid_on           date not null,
  amount_minor      bigint not null,
  currency          text not null,
  reference         text,
  bank_account_code text,
  is_ours           boolean not null,
  vendor_updated_at timestamptz not null,
  version           int not null default 1,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  primary key (company_id, id),
  constraint pulled_payments_external_key unique (company_id, connection_id, external_id),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
create index pulled_payments_by_connection on pulled_payments (company_id, connection_id, id);
select app.protect('pulled_payments');

-- Messages of a vendor that were believed, by the digest of their bytes: a replay wakes nothing.
create table inbound_messages (
  company_id    text collate "C" not null,
  connection_id text collate "C" not null,
  digest        text collate "C" not null,
  received_at   timestamptz not null,
  primary key (company_id, connection_id, digest),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
select app.protect_append_only('inbound_messages');
