-- A person says that two payables of one supplier which carry the same number or reference are two. A pair has no order.
create table payment_duplicate_dismissals (
  company_id       text collate "C" not null,
  first_id         text collate "C" not null,
  second_id        text collate "C" not null,
  reason           text not null check (length(reason) between 1 and 500),
  dismissed_by     text not null,
  dismissed_by_key text not null,
  dismissed_at     timestamptz not null,
  constraint payment_duplicate_dismissals_key primary key (company_id, first_id, second_id),
  check (first_id < second_id)
);
create index payment_duplicate_dismissals_second on payment_duplicate_dismissals (company_id, second_id);
select app.protect_append_only('payment_duplicate_dismissals');
