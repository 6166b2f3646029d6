-- The PDF of an issued invoice as it was first made: from then on everybody gets these bytes, whatever becomes of the
-- template.
create table invoice_prints (
  company_id  text collate "C" not null references companies (company_id),
  invoice_id  text collate "C" not null,
  format      text not null check (format in ('pdf', 'facturx')),
  language    text not null check (language in ('nb', 'en')),
  document_id text collate "C" not null,
  made_at     timestamptz not null,
  primary key (company_id, invoice_id, format, language),
  foreign key (company_id, invoice_id) references invoices (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id)
);
select app.protect_append_only('invoice_prints');
