-- What came in, whatever the way: one row for a mail, an upload, a file of a folder or a document of a network, with
-- who sent it. The files in it, and what became of each, are in intake_files.
create table intakes (
  company_id     text collate "C" not null references companies (company_id),
  id             text collate "C" not null,
  way            text not null
    check (way in ('upload', 'rest', 'mail', 'mailWebhook', 'folder', 'photo', 'network')),
  -- What an unread picture is taken for: mail to the address for expenses is no supplier invoice.
  kind           text not null check (kind in ('supplierInvoice', 'expenseReceipt')),
  sender         text,
  recipient      text,
  subject        text,
  message_id     text,
  -- Results for the sender of a mail: { spf, dkim, dmarc, from, receivedFrom }.
  authentication jsonb,
  -- The original mail, or whatever else proves what was sent.
  document_id    text collate "C",
  -- What makes a repetition the same arrival; null where every arrival is one of its own.
  source_key     text collate "C",
  received_by    jsonb not null,
  status         text not null check (status in ('received', 'sorted')),
  version        int not null default 1,
  received_at    timestamptz not null,
  updated_at     timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id)
);
create unique index intakes_source_key on intakes (company_id, source_key) where source_key is not null;
create index intakes_by_update on intakes (company_id, updated_at);
create index intakes_unsorted on intakes (received_at) where status = 'received';
select app.isolate('intakes');
grant select, insert, update on intakes to bilag_app;
create policy worker on intakes for select to bilag_worker using (true);
grant select on intakes to bilag_worker;

-- A file that came in. A ZIP or a mail is 'opened' and its files stand below it.
create table intake_files (
  company_id  text collate "C" not null,
  id          text collate "C" not null,
  intake_id   text collate "C" not null,
  parent_id   text collate "C",
  depth       int not null check (depth >= 0),
  name        text not null,
  media_type  text not null,
  size        int not null check (size >= 0),
  -- Null for what was ignored: it lies in the mail around it.
  document_id text collate "C",
  outcome     text not null check (outcome in ('pending', 'receipt', 'duplicate', 'refused', 'ignored', 'opened')),
  receipt_id  text collate "C",
  code        text,
  detail      text,
  settled_at  timestamptz,
  primary key (company_id, id),
  foreign key (company_id, intake_id) references intakes (company_id, id),
  foreign key (company_id, parent_id) references intake_files (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id),
  foreign key (company_id, receipt_id) references receipts (company_id, id),
  check ((outcome in ('receipt', 'duplicate')) = (receipt_id is not null)),
  check ((outcome in ('refused', 'ignored')) = (code is not null))
);
create index intake_files_by_intake on intake_files (company_id, intake_id, id);
create index intake_files_by_receipt on intake_files (company_id, receipt_id) where receipt_id is not null;
create index intake_files_by_document on intake_files (company_id, document_id);
select app.isolate('intake_files');
grant select, insert, update on intake_files to bilag_app;

-- What was settled stays settled.
create function app.intake_file_is_final() returns trigger
language plpgsql
as $$
begin
  raise exception using errcode = 'restrict_violation', message = 'what became of a file is settled',
    table = 'intake_files', schema = 'public';
end
$$;
create trigger settled_is_final before update on intake_files
  for each row when (old.outcome <> 'pending') execute function app.intake_file_is_final();

-- A mail is a document too.
alter table documents drop constraint documents_origin_check;
alter table documents add constraint documents_origin_check check (origin in ('upload', 'attachment', 'mail'));
