-- Networks bring documents, not only payments.
alter table sync_runs drop constraint sync_runs_pull_check;
alter table sync_runs add constraint sync_runs_pull_check check (pull in ('payment', 'document'));
