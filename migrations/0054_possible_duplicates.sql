-- Receipts are compared by what is to be paid: the same amount of the same supplier near in time may be one invoice twice.
create index receipts_by_payable on receipts (company_id, declared_payable);

-- A person has looked at two receipts that look alike, and says why they are two.
create table receipt_duplicate_dismissals (
  company_id   text collate "C" not null,
  receipt_id   text collate "C" not null,
  other_id     text collate "C" not null,
  reason       text not null check (length(reason) between 1 and 500),
  dismissed_by text not null,
  dismissed_at timestamptz not null,
  primary key (company_id, receipt_id, other_id),
  foreign key (company_id, receipt_id) references receipts (company_id, id),
  foreign key (company_id, other_id) references receipts (company_id, id),
  check (receipt_id <> other_id)
);
select app.protect_append_only('receipt_duplicate_dismissals');
