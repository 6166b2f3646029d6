-- Inbound vouchers. Amounts of a received document are its own facts and keep the decimals that it wrote (numeric);
-- they become minor units when they are booked.
create table receipts (
  company_id          text collate "C" not null references companies (company_id),
  id                  text collate "C" not null,
  origin              text not null check (origin in ('einvoice', 'file', 'manual')),
  kind                text not null check (kind in ('supplierInvoice', 'creditNote', 'expenseReceipt')),
  status              text not null check (status in ('reading', 'draft', 'inReview', 'approved', 'posted', 'rejected')),
  version             int not null default 1,
  party_id            text collate "C",
  supplier_name       text,
  supplier_number     text,
  supplier_country    text,
  number              text,
  -- What two writings of the same number have in common.
  number_key          text collate "C",
  issued_on           date,
  due_on              date,
  tax_point_on        date,
  currency            text check (currency ~ '^[A-Z]{3}$'),
  declared_net        numeric,
  declared_vat        numeric,
  declared_gross      numeric,
  declared_prepaid    numeric,
  declared_rounding   numeric,
  declared_payable    numeric,
  computed_net        numeric,
  computed_vat        numeric,
  computed_gross      numeric,
  computed_payable    numeric,
  -- VAT per category and rate as the document has it: [{ category, rate, vat }].
  vat_shares          jsonb not null default '[]',
  -- The document's own VAT total in another currency: { currency, amount }.
  vat_in_currency     jsonb,
  payment_reference   text,
  bank_account        text,
  document_id         text collate "C",
  exceptions          jsonb not null default '[]',
  -- Everybody who entered or coded it: none of them approves.
  entered_by          jsonb not null,
  content_hash        text,
  approval_id         text collate "C",
  rejection_reason    text,
  booked_on           date,
  journal_entry_id    text collate "C",
  open_item_id        text collate "C",
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id),
  foreign key (company_id, party_id) references parties (company_id, id),
  check ((status = 'posted') = (journal_entry_id is not null))
);
create unique index receipts_document_key on receipts (company_id, document_id) where status <> 'rejected';
create unique index receipts_number_key on receipts (company_id, party_id, kind, number_key)
  where status <> 'rejected' and party_id is not null and number_key is not null;
create index receipts_by_status on receipts (company_id, status, id);
create index receipts_by_party on receipts (company_id, party_id, id);
create index receipts_by_update on receipts (company_id, updated_at);
create index receipts_by_number on receipts (company_id, number_key);
select app.isolate('receipts');
grant select, insert, update on receipts to bilag_app;

-- Lines, and the allowances and charges of the whole document, each with its coding.
create table receipt_lines (
  company_id    text collate "C" not null,
  id            text collate "C" not null,
  receipt_id    text collate "C" not null,
  position      int not null check (position > 0),
  role          text not null check (role in ('line', 'allowance', 'charge')),
  -- The line of the document that this one is, or is a share of.
  document_line int,
  description   text,
  item          text,
  quantity      numeric,
  unit          text,
  unit_price    numeric,
  net           numeric,
  vat_category  text,
  vat_rate      numeric,
  vat_code      text,
  account       text,
  dimensions    jsonb not null default '{}',
  coded_by      text check (coded_by in ('document', 'supplier', 'history', 'person')),
  primary key (company_id, id),
  constraint receipt_lines_position_key unique (company_id, receipt_id, position),
  foreign key (company_id, receipt_id) references receipts (company_id, id)
);
select app.protect('receipt_lines');

-- What is booked stays as it was booked.
create function app.receipt_is_final() returns trigger
language plpgsql
as $$
begin
  raise exception using errcode = 'BK001', constraint = 'receipt_posted',
    message = 'The receipt is posted and cannot be changed; reverse its journal entry and send it again.';
end
$$;
create trigger posted_is_final before update or delete on receipts
  for each row when (old.status = 'posted') execute function app.receipt_is_final();

create function app.receipt_lines_are_final() returns trigger
language plpgsql
as $$
begin
  if exists (select from receipts r where r.company_id = old.company_id and r.id = old.receipt_id and r.status = 'posted') then
    raise exception using errcode = 'BK001', constraint = 'receipt_posted',
      message = 'The receipt is posted and cannot be changed; reverse its journal entry and send it again.';
  end if;
  return coalesce(new, old);
end
$$;
create trigger posted_is_final before update or delete on receipt_lines
  for each row execute function app.receipt_lines_are_final();
