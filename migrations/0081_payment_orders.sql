-- What is to be paid from one bank account, proposed by one person and approved by another. The file is made once, when
-- the order is approved, and sealed by its hash.
create table payment_orders (
  company_id      text collate "C" not null,
  id              text collate "C" not null,
  bank_account_id text collate "C" not null,
  status          text not null check (status in ('proposed', 'approved', 'cancelled')),
  format          text not null check (format in ('pain.001.001.03', 'pain.001.001.09')),
  -- SHA-256 over what the approver sees: accounts, amounts, dates, references.
  content_hash    text not null,
  -- Items that were asked for and are not paid by the order, each with its reason.
  held            jsonb not null,
  created_by      text not null,
  created_by_person text,
  created_at      timestamptz not null,
  approved_by     text,
  approved_at     timestamptz,
  file_sha256     text,
  file_size       int,
  version         int not null default 1,
  updated_at      timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, bank_account_id) references bank_accounts (company_id, id),
  check ((status = 'approved') = (file_sha256 is not null)),
  check ((status = 'approved') = (approved_by is not null)),
  constraint payment_orders_four_eyes check (approved_by is distinct from created_by)
);
create index payment_orders_updated on payment_orders (company_id, updated_at, id);
select app.isolate('payment_orders');
grant select, insert, update (status, approved_by, approved_at, file_sha256, file_size, version, updated_at)
  on payment_orders to bilag_app;

create table payments (
  company_id       text collate "C" not null,
  order_id         text collate "C" not null,
  position         int not null,
  open_item_id     text collate "C" not null,
  party_id         text collate "C",
  creditor_name    text not null,
  creditor_account text not null,
  creditor_bic     text,
  creditor_country text,
  amount_minor     bigint not null check (amount_minor > 0),
  currency         text not null,
  execute_on       date not null,
  reference        text,
  remittance       text,
  -- Ours: the bank's statement brings it back.
  end_to_end_id    text collate "C" not null,
  -- Only one live payment an item: settled = seen in the bank, cancelled = the order was; then another may follow.
  state            text not null default 'live' check (state in ('live', 'settled', 'cancelled')),
  primary key (company_id, order_id, position),
  foreign key (company_id, order_id) references payment_orders (company_id, id),
  constraint payments_end_to_end_id unique (company_id, end_to_end_id)
);
create unique index payments_once on payments (company_id, open_item_id) where state = 'live';
select app.isolate('payments');
grant select, insert, update (state) on payments to bilag_app;
