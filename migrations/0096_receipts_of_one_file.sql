-- A file may hold several invoices: each is a receipt of its own, and says which of them it is. From 1.
alter table receipts add column document_part smallint not null default 1 check (document_part > 0);
drop index receipts_document_key;
create unique index receipts_document_key on receipts (company_id, document_id, document_part) where status <> 'rejected';
