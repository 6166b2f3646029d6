-- Receivables and payables that wait for settlement. Only what is left of an item changes, and only by allocations.
create table open_items (
  company_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null check (kind in ('receivable', 'payable')),
  account text collate "C" not null,
  party_id text collate "C",
  entry_id text collate "C" not null,
  line_number smallint not null,
  booked_on date not null,
  due_on date,
  payment_reference text collate "C",
  document_number text collate "C",
  voucher_kind text not null,
  voucher_id text collate "C",
  currency text collate "C" not null,
  -- Debit positive, like the line that opened the item.
  amount_minor bigint not null check (amount_minor <> 0),
  base_amount_minor bigint not null,
  base_currency text not null,
  remaining_minor bigint not null,
  remaining_base_minor bigint not null,
  primary key (company_id, id),
  constraint open_items_line unique (company_id, entry_id, line_number),
  -- An allocation never takes more than there is, nor gives back more than was taken.
  constraint open_items_remaining check (
    case when amount_minor > 0 then remaining_minor between 0 and amount_minor
         else remaining_minor between amount_minor and 0 end),
  constraint open_items_remaining_base check (
    case when base_amount_minor >= 0 then remaining_base_minor between 0 and base_amount_minor
         else remaining_base_minor between base_amount_minor and 0 end
    and (remaining_minor <> 0 or remaining_base_minor = 0))
);
select app.isolate('open_items');
grant select, insert on open_items to bilag_app;
-- The update is for the row lock; what is left is moved by allocations alone.
grant update (remaining_minor) on open_items to bilag_app;
select app.open_to_books('open_items', 'select, update');
create index open_items_open on open_items (company_id, kind, due_on, id) where remaining_minor <> 0;
create index open_items_reference on open_items (company_id, payment_reference) where payment_reference is not null;
create index open_items_document on open_items (company_id, document_number) where document_number is not null;
create index open_items_party on open_items (company_id, party_id) where party_id is not null;
create index open_items_voucher on open_items (company_id, voucher_id) where voucher_id is not null;

create trigger item_is_final before delete or truncate or update of company_id, id, kind, account, party_id, entry_id,
  line_number, booked_on, due_on, payment_reference, document_number, voucher_kind, voucher_id, currency, amount_minor,
  base_amount_minor, base_currency
  on open_items for each statement execute function app.refuse('an open item is settled by allocations, never changed');
create trigger moved_by_allocations before update on open_items for each statement
  when (current_user <> 'bilag_books') execute function app.refuse('what is left of an open item is moved by allocations alone');

create table allocations (
  company_id text collate "C" not null,
  id text collate "C" not null,
  open_item_id text collate "C" not null,
  -- The entry that settles.
  entry_id text collate "C" not null,
  -- Signed like the item's amount: what it takes from the remaining.
  amount_minor bigint not null check (amount_minor <> 0),
  base_amount_minor bigint not null,
  allocated_on date not null,
  reverses text collate "C",
  reason text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (company_id, id),
  foreign key (company_id, open_item_id) references open_items (company_id, id),
  foreign key (company_id, entry_id) references journal_entries (company_id, id)
);
select app.protect_append_only('allocations');
select app.open_to_books('allocations', 'select');
create unique index allocations_reverses on allocations (company_id, reverses) where reverses is not null;
create index allocations_item on allocations (company_id, open_item_id);
create index allocations_entry on allocations (company_id, entry_id);

-- An item begins whole, and is the line that it says it is.
create function app.prove_open_items() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  bad text;
begin
  select i.id into bad
    from new_items i
    left join journal_lines l on l.company_id = i.company_id and l.entry_id = i.entry_id and l.line_number = i.line_number
    where l.account is distinct from i.account or l.currency is distinct from i.currency
      or l.currency_amount_minor is distinct from i.amount_minor or l.amount_minor is distinct from i.base_amount_minor
      or i.remaining_minor <> i.amount_minor or i.remaining_base_minor <> i.base_amount_minor
    limit 1;
  if found then
    perform app.refuse_books('open_item_differs', 'An open item has the amount, the currency and the account of its line.');
  end if;
  return null;
end
$$;
alter function app.prove_open_items() owner to bilag_books;
create trigger prove_open_items after insert on open_items referencing new table as new_items
  for each statement execute function app.prove_open_items();

-- Allocations move the remaining amount of their items (in the order of ids: no two of us wait for each other).
create function app.settle_items() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
begin
  if exists (
    select from new_allocations a
    left join allocations r on r.company_id = a.company_id and r.id = a.reverses
    where a.reverses is not null and (r.open_item_id is distinct from a.open_item_id
      or r.amount_minor is distinct from -a.amount_minor or r.base_amount_minor is distinct from -a.base_amount_minor
      or r.reverses is not null))
    or exists (
    select from new_allocations a
    join open_items i on i.company_id = a.company_id and i.id = a.open_item_id
    where a.reverses is null and sign(a.amount_minor) <> sign(i.amount_minor))
  then
    perform app.refuse_books('allocation_differs',
      'An allocation has the sign of its item; a reversal is the opposite of the allocation that it undoes.');
  end if;
  perform from open_items i
    where (i.company_id, i.id) in (select company_id, open_item_id from new_allocations)
    order by i.company_id, i.id for update;
  update open_items i
    set remaining_minor = i.remaining_minor - a.amount_minor,
        remaining_base_minor = i.remaining_base_minor - a.base_amount_minor
    from (select company_id, open_item_id, sum(amount_minor) as amount_minor, sum(base_amount_minor) as base_amount_minor
            from new_allocations group by company_id, open_item_id) a
    where i.company_id = a.company_id and i.id = a.open_item_id;
  return null;
end
$$;
alter function app.settle_items() owner to bilag_books;
create trigger settle_items after insert on allocations referencing new table as new_allocations
  for each statement execute function app.settle_items();
