-- What a buyer asks to find on an invoice beyond what every invoice says: references, periods, delivery, payee, item
-- numbers. Only what is said; names as in the API. Nothing here moves an amount.
alter table invoices add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object');
alter table invoice_lines add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object');
