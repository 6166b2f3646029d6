-- The rate of an invoice in another currency than the books': `exchange_amount` units of it are worth
-- `exchange_base_amount` units of `exchange_currency`, the books' own, and its VAT is `exchange_vat_minor` of it, as the
-- document states (bokføringsforskriften § 5-1-1 nr. 6; EN 16931, BT-111). A draft has none while no rate is known.
alter table invoices
  add column exchange_currency text collate "C" check (exchange_currency ~ '^[A-Z]{3}$'),
  add column exchange_amount numeric check (exchange_amount > 0),
  add column exchange_base_amount numeric check (exchange_base_amount > 0),
  add column exchange_vat_minor bigint,
  add constraint invoices_exchange_whole check (
    num_nulls(exchange_currency, exchange_amount, exchange_base_amount, exchange_vat_minor) in (0, 4)
    and exchange_currency is distinct from currency);
