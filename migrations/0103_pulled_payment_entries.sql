-- The entry that a pulled payment was booked by; null while it is only known, or after it was reversed.
alter table pulled_payments
  add column journal_entry_id text collate "C",
  add constraint pulled_payments_entry_fkey foreign key (company_id, journal_entry_id) references journal_entries (company_id, id);
