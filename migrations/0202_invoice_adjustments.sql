-- Allowances and charges of a whole invoice (EN 16931 BG-20 and BG-21), each coded and taxed like a line. Amounts are
-- positive minor units of the invoice's currency, whichever way they go.
create table invoice_adjustments (
  company_id       text collate "C" not null,
  id               text collate "C" not null,
  invoice_id       text collate "C" not null,
  position         int not null check (position > 0),
  kind             text not null check (kind in ('allowance', 'charge')),
  amount           numeric check (amount >= 0),
  percent          numeric check (percent >= 0),
  reason           text,
  reason_code      text,
  -- What the percentage was taken of.
  base_minor       bigint,
  net_minor        bigint not null,
  vat_minor        bigint not null,
  vat_code         text not null,
  vat_category     text not null,
  vat_rate         numeric,
  account          text not null,
  dimensions       jsonb not null default '{}',
  -- Position of the adjustment that a credit note's takes back a share of.
  credits_position int,
  primary key (company_id, id),
  constraint invoice_adjustments_position_key unique (company_id, invoice_id, position),
  foreign key (company_id, invoice_id) references invoices (company_id, id) on delete cascade,
  check (num_nulls(amount, percent) = 1 and (percent is null) = (base_minor is null))
);
select app.protect('invoice_adjustments');
create trigger issued_is_final before update or delete on invoice_adjustments
  for each row execute function app.invoice_lines_are_final();

-- Allowances and charges of a line (BG-27 and BG-28): [{ kind, amount or percent, reason, reasonCode }].
alter table invoice_lines add column adjustments jsonb not null default '[]' check (jsonb_typeof(adjustments) = 'array');
