-- Holds are decided by an approval of their own; a changed name is held as well, and, where the company asks for it,
-- the first account of a new party.
alter table party_holds drop constraint party_holds_reason_check;
alter table party_holds add constraint party_holds_reason_check
  check (reason in ('bankAccountChanged', 'bankAccountNew', 'vatNumberChanged', 'nameChanged'));

-- Who brought the voucher in which the change was seen; they do not judge it either.
alter table party_holds add column entered_by jsonb not null default '[]';
alter table party_holds add column approval_id text collate "C";

create index party_holds_by_party on party_holds (company_id, party_id, id);
-- The receipts that show a hold.
create index receipts_with_exceptions on receipts (company_id, party_id) where exceptions <> '[]';

-- What is booked stays as it was booked. What people have to look at stands beside it: a hold is decided after booking.
create or replace function app.receipt_is_final() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - '{exceptions,updated_at}'::text[] = to_jsonb(old) - '{exceptions,updated_at}'::text[] then
    return new;
  end if;
  raise exception using errcode = 'BK001', constraint = 'receipt_posted',
    message = 'The receipt is posted and cannot be changed; reverse its journal entry and send it again.';
end
$$;
