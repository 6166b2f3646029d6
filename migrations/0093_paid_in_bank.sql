-- What a bank has booked out of an account is compared with what is about to be paid.
create index bank_transactions_by_amount on bank_transactions (company_id, amount_minor, booked_on) where amount_minor < 0;

-- A person says that a movement in the bank did not pay an item, though it looks like it.
create table payment_dismissals (
  company_id          text collate "C" not null,
  open_item_id        text collate "C" not null,
  bank_transaction_id text collate "C" not null,
  reason              text not null check (length(reason) between 1 and 500),
  dismissed_by        text not null,
  dismissed_by_key    text not null,
  dismissed_at        timestamptz not null,
  constraint payment_dismissals_key primary key (company_id, open_item_id, bank_transaction_id),
  foreign key (company_id, bank_transaction_id) references bank_transactions (company_id, id)
);
select app.protect_append_only('payment_dismissals');
