-- Rates of a company, each in force from its date on: `amount` units of the currency are worth `base_amount` units of
-- the base currency. A fraction, because banks quote either way and a decimal of its quotient would lose cents.
create table exchange_rates (
  company_id  text collate "C" not null references companies (company_id),
  currency    text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  valid_from  date not null,
  amount      numeric not null check (amount > 0),
  base_amount numeric not null check (base_amount > 0),
  source      text,
  set_by      text not null,
  set_at      timestamptz not null,
  primary key (company_id, currency, valid_from)
);
select app.protect('exchange_rates');
