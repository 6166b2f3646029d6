-- A document is a file of the company: its bytes lie in the file store under their hash. Rows are final; one row for
-- the same bytes however often and in whatever role they arrive.
create table documents (
  company_id       text collate "C" not null references companies (company_id),
  id               text collate "C" not null,
  sha256           text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size             int not null check (size >= 0),
  media_type       text not null,
  name             text not null,
  origin           text not null check (origin in ('upload', 'attachment')),
  received_by      text not null,
  received_at      timestamptz not null,
  primary key (company_id, id),
  constraint documents_content_key unique (company_id, sha256)
);
comment on column documents.size is 'bytes';
comment on column documents.media_type is 'what the bytes are, not what the sender said';
select app.protect_append_only('documents');

-- Files embedded in an e-invoice, in its order.
create table document_attachments (
  company_id  text collate "C" not null,
  document_id text collate "C" not null,
  position    int not null check (position > 0),
  attached_id text collate "C" not null,
  name        text not null,
  description text,
  primary key (company_id, document_id, position),
  foreign key (company_id, document_id) references documents (company_id, id),
  foreign key (company_id, attached_id) references documents (company_id, id)
);
create index document_attachments_by_attached on document_attachments (company_id, attached_id);
select app.protect_append_only('document_attachments');

-- Why a document was refused: its bytes stay for whoever wants to look at them.
create table document_refusals (
  company_id  text collate "C" not null,
  document_id text collate "C" not null,
  id          text collate "C" not null,
  code        text not null,
  detail      text not null,
  refused_at  timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id)
);
create index document_refusals_by_document on document_refusals (company_id, document_id, id);
select app.protect_append_only('document_refusals');
