-- Says that a job has had its effect: written by the job in the transaction of that effect, so that a second run of
-- the same job (its worker died after the commit) finds it and leaves.
create table job_receipts (
  company_id text collate "C" not null,
  job_id     text collate "C" not null,
  done_at    timestamptz not null,
  primary key (company_id, job_id)
);
create index job_receipts_by_age on job_receipts using brin (done_at);
select app.isolate('job_receipts');
grant select, insert on job_receipts to bilag_app;
select app.open_to_worker('job_receipts');
