-- Outbound invoices and credit notes. A draft may change; what is issued has its number, its document and its entry,
-- and stays. Every currency that is issued in has two decimals, so amounts are minor units.
create table invoices (
  company_id         text collate "C" not null references companies (company_id),
  id                 text collate "C" not null,
  kind               text not null check (kind in ('invoice', 'creditNote')),
  status             text not null check (status in ('draft', 'issued')),
  version            int not null default 1,
  party_id           text collate "C" not null,
  -- As the document names them; followed until it is issued.
  customer_name      text not null,
  customer_number    text,
  -- { street, postalCode, city, country }: where the party's own facts do not say it.
  customer_address   jsonb,
  number             bigint,
  issued_on          date,
  due_on             date,
  delivered_on       date,
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  buyer_reference    text,
  order_reference    text,
  note               text,
  payment_reference  text collate "C",
  net_minor          bigint not null,
  vat_minor          bigint not null,
  gross_minor        bigint not null,
  -- The invoice that a credit note takes back.
  credits            text collate "C",
  document_id        text collate "C",
  journal_entry_id   text collate "C",
  open_item_id       text collate "C",
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  issued_at          timestamptz,
  primary key (company_id, id),
  constraint invoices_number_key unique (company_id, number),
  foreign key (company_id, party_id) references parties (company_id, id),
  foreign key (company_id, document_id) references documents (company_id, id),
  foreign key (company_id, journal_entry_id) references journal_entries (company_id, id),
  foreign key (company_id, credits) references invoices (company_id, id),
  check (gross_minor = net_minor + vat_minor),
  check ((kind = 'creditNote') = (credits is not null)),
  check (status = 'draft' or (number is not null and issued_on is not null and document_id is not null
    and journal_entry_id is not null and issued_at is not null and gross_minor > 0)),
  check (status = 'issued' or (number is null and document_id is null and journal_entry_id is null))
);
create index invoices_by_status on invoices (company_id, status, id);
create index invoices_by_party on invoices (company_id, party_id, id);
create index invoices_by_update on invoices (company_id, updated_at);
create index invoices_by_credited on invoices (company_id, credits) where credits is not null;
select app.protect('invoices');

create table invoice_lines (
  company_id       text collate "C" not null,
  id               text collate "C" not null,
  invoice_id       text collate "C" not null,
  position         int not null check (position > 0),
  description      text not null,
  quantity         numeric not null check (quantity <> 0),
  -- UN/ECE Recommendation 20 or 21.
  unit             text not null,
  unit_price       numeric not null check (unit_price >= 0),
  discount_percent numeric check (discount_percent between 0 and 100),
  net_minor        bigint not null,
  vat_minor        bigint not null,
  vat_code         text not null,
  -- UNCL 5305 and percent, as the document says them.
  vat_category     text not null,
  vat_rate         numeric,
  account          text not null,
  dimensions       jsonb not null default '{}',
  -- Position of the line that a credit note's line takes back.
  credits_position int,
  primary key (company_id, id),
  constraint invoice_lines_position_key unique (company_id, invoice_id, position),
  foreign key (company_id, invoice_id) references invoices (company_id, id) on delete cascade
);
select app.protect('invoice_lines');

-- The last invoice number of a company: one row, whose lock makes issuing take turns, so that no number is left out.
create table invoice_numbers (
  company_id  text collate "C" not null references companies (company_id),
  last_number bigint not null,
  primary key (company_id)
);
select app.isolate('invoice_numbers');
grant select, insert, update on invoice_numbers to bilag_app;

create function app.invoice_number_moves_by_one() returns trigger
language plpgsql
as $$
begin
  if new.last_number <> old.last_number + 1 then
    raise exception using errcode = 'BK001', constraint = 'invoice_number_broken',
      message = 'Invoice numbers follow each other without a gap.';
  end if;
  return new;
end
$$;
create trigger moves_by_one before update on invoice_numbers
  for each row execute function app.invoice_number_moves_by_one();

-- What is issued stays as it was issued.
create function app.invoice_is_final() returns trigger
language plpgsql
as $$
begin
  raise exception using errcode = 'BK001', constraint = 'invoice_issued',
    message = 'The invoice is issued and cannot be changed; correct it with a credit note.';
end
$$;
create trigger issued_is_final before update or delete on invoices
  for each row when (old.status = 'issued') execute function app.invoice_is_final();

create function app.invoice_lines_are_final() returns trigger
language plpgsql
as $$
begin
  if exists (
    select from invoices i
    where i.company_id = old.company_id and i.id = old.invoice_id and i.status = 'issued')
  then
    raise exception using errcode = 'BK001', constraint = 'invoice_issued',
      message = 'The invoice is issued and cannot be changed; correct it with a credit note.';
  end if;
  return coalesce(new, old);
end
$$;
create trigger issued_is_final before update or delete on invoice_lines
  for each row execute function app.invoice_lines_are_final();
