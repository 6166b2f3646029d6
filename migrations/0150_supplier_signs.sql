-- How a company's suppliers are recognised on their documents, as people said whose a document is: the name as it is
-- printed, numbers, and the domain of mail and web addresses. A sign that was seen of two suppliers says nothing.
create table supplier_signs (
  company_id text collate "C" not null references companies (company_id),
  kind       text not null check (kind in ('name', 'organisationNumber', 'account', 'domain')),
  value      text not null check (length(value) between 3 and 200),
  party_id   text collate "C" not null,
  receipt_id text collate "C" not null,
  learned_at timestamptz not null,
  primary key (company_id, kind, value, party_id),
  foreign key (company_id, party_id) references parties (company_id, id),
  foreign key (company_id, receipt_id) references receipts (company_id, id)
);
select app.protect('supplier_signs');
