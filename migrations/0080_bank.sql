-- The company's accounts with banks. The key is the number in one form for comparing, however it was written.
create table bank_accounts (
  company_id     text collate "C" not null,
  id             text collate "C" not null,
  name           text not null check (length(name) between 1 and 200),
  number         text not null,
  number_key     text collate "C" not null,
  bic            text,
  currency       text not null check (currency ~ '^[A-Z]{3}$'),
  -- Account of the ledger that mirrors it.
  ledger_account text collate "C" not null,
  is_active      boolean not null default true,
  version        int not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  primary key (company_id, id),
  constraint bank_accounts_number unique (company_id, number_key)
);
select app.protect('bank_accounts');

-- What a bank reported about one account: one row for each statement of an uploaded file. Facts of the bank; only the
-- exceptions that compare a statement with its neighbours change, when a neighbour comes in.
create table bank_statements (
  company_id       text collate "C" not null,
  id               text collate "C" not null,
  bank_account_id  text collate "C" not null,
  -- The original bytes in the file store.
  file_sha256      text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_name        text not null,
  file_position    int not null,
  format           text not null,
  kind             text not null check (kind in ('report', 'statement', 'notification')),
  bank_id          text not null,
  sequence         text,
  from_on          date,
  to_on            date,
  opening_minor    bigint,
  closing_minor    bigint,
  currency         text not null,
  entries          int not null,
  -- Movements taken in from it, and those that an earlier file had brought already.
  transactions     int not null,
  known            int not null,
  exceptions       jsonb not null,
  chain_exceptions jsonb not null default '[]',
  imported_at      timestamptz not null,
  imported_by      text not null,
  primary key (company_id, id),
  foreign key (company_id, bank_account_id) references bank_accounts (company_id, id),
  constraint bank_statements_file unique (company_id, bank_account_id, file_sha256, file_position)
);
create index bank_statements_chain on bank_statements (company_id, bank_account_id, to_on, id);
select app.isolate('bank_statements');
grant select, insert, update (chain_exceptions) on bank_statements to bilag_app;

-- Movements booked by the bank. Status and match belong to the match desk; everything else is the bank's word.
create table bank_transactions (
  company_id           text collate "C" not null,
  id                   text collate "C" not null,
  bank_account_id      text collate "C" not null,
  statement_id         text collate "C" not null,
  position             int not null,
  -- Digest of what makes the movement the same in another file; repeats within a file are numbered.
  identity             text collate "C" not null,
  entry_reference      text,
  booked_on            date not null,
  value_on             date,
  amount_minor         bigint not null check (amount_minor <> 0),
  currency             text not null,
  reference            text,
  end_to_end_id        text collate "C",
  uetr                 text,
  payment_information_id text,
  invoice_numbers      text[] not null,
  remittance           text,
  counterparty_name    text,
  counterparty_account text,
  bank_reference       text collate "C",
  bank_code            text,
  is_reversal          boolean not null,
  -- Unsigned, as the payer instructed it, where the bank exchanged.
  instructed_minor     bigint,
  instructed_currency  text,
  exchange_rate        numeric,
  charges_minor        bigint,
  charges_currency     text,
  status               text not null default 'unmatched' check (status in ('unmatched', 'proposed', 'matched', 'ignored')),
  match_id             text collate "C",
  version              int not null default 1,
  imported_at          timestamptz not null,
  updated_at           timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, bank_account_id) references bank_accounts (company_id, id),
  foreign key (company_id, statement_id) references bank_statements (company_id, id),
  constraint bank_transactions_identity unique (company_id, bank_account_id, identity),
  check ((status = 'matched') = (match_id is not null))
);
create index bank_transactions_unmatched on bank_transactions (company_id, id) where status in ('unmatched', 'proposed');
create index bank_transactions_by_account on bank_transactions (company_id, bank_account_id, booked_on, id);
create index bank_transactions_by_statement on bank_transactions (company_id, statement_id);
create index bank_transactions_by_reference on bank_transactions (company_id, bank_account_id, bank_reference, booked_on)
  where bank_reference is not null;
create index bank_transactions_updated on bank_transactions (company_id, updated_at, id);
select app.isolate('bank_transactions');
grant select, insert, update (status, match_id, version, updated_at) on bank_transactions to bilag_app;
