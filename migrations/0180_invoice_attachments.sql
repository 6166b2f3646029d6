-- Documents of the company that go out with an invoice, in their order; inside the e-invoice once it is issued (BG-24).
alter table invoices add column attachments text[] collate "C" not null default '{}';
-- For which invoices a document is kept.
create index invoices_by_attachment on invoices using gin (attachments) where attachments <> '{}';
