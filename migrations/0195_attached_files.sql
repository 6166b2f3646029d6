-- A file that shows what an e-invoice of the same delivery says (its PDF) belongs to that receipt and is none of its own.
alter table intake_files drop constraint intake_files_outcome_check;
alter table intake_files add constraint intake_files_outcome_check
  check (outcome in ('pending', 'receipt', 'attached', 'duplicate', 'refused', 'ignored', 'opened'));
alter table intake_files drop constraint intake_files_check;
alter table intake_files add constraint intake_files_check
  check ((outcome in ('receipt', 'attached', 'duplicate')) = (receipt_id is not null));
