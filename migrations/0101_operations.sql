-- Each outbound write is a row: planned, applied (the vendor has it), verified (read back and equal), or failed.
create table operations (
  company_id    text collate "C" not null,
  id            text collate "C" not null,
  connection_id text collate "C" not null,
  model         text not null check (model in ('contact', 'bill', 'salesInvoice', 'attachment', 'payment', 'journal')),
  -- Our party, receipt, invoice, document, match or journal entry.
  subject_id    text collate "C" not null,
  -- What has to be there first, as operations of the same connection.
  depends_on    text[] not null default '{}',
  status        text not null check (status in ('planned', 'applied', 'verified', 'failed')),
  attempts      int not null default 0,
  next_at       timestamptz not null,
  claimed_until timestamptz,
  external_id   text collate "C",
  external_label text,
  fault         jsonb,
  version       int not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  primary key (company_id, id),
  constraint operations_subject_key unique (company_id, connection_id, model, subject_id),
  foreign key (company_id, connection_id) references connections (company_id, id),
  check (status not in ('applied', 'verified') or external_id is not null)
);
create index operations_by_connection on operations (company_id, connection_id, id);
create index operations_open on operations (next_at) where status in ('planned', 'applied');
create index operations_dependents on operations using gin (depends_on);
select app.protect('operations');
create policy worker on operations for select to bilag_worker using (true);
grant select on operations to bilag_worker;

-- The id that a vendor gave to a record of ours.
create table external_references (
  company_id    text collate "C" not null,
  id            text collate "C" not null,
  connection_id text collate "C" not null,
  model         text not null,
  subject_id    text collate "C" not null,
  external_id   text collate "C" not null,
  label         text not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  primary key (company_id, id),
  constraint external_references_subject_key unique (company_id, connection_id, model, subject_id),
  foreign key (company_id, connection_id) references connections (company_id, id)
);
create index external_references_by_external on external_references (company_id, connection_id, model, external_id);
select app.protect('external_references');
