-- Jobs of a company whose tries are used up: the queue keeps them, and this says to people what failed, for what and
-- why. The worker writes it; a person has one started again, which is the queue's own second start of the same job.
create table failed_jobs (
  company_id text collate "C" not null references companies (company_id),
  id         text collate "C" not null,
  -- The job's id in the queue, the same at every try.
  job_id     text collate "C" not null,
  name       text not null,
  -- Ids that its payload names. The payload itself stays in the queue: it may hold what only the job may know.
  subjects   text[] not null,
  -- The code of a problem; null for a fault of ours, which the log describes under the request.
  code       text,
  reason     text,
  attempts   int not null check (attempts > 0),
  request_id text not null,
  status     text not null check (status in ('failed', 'retried')),
  failed_at  timestamptz not null,
  primary key (company_id, id),
  unique (company_id, job_id)
);
create index failed_jobs_by_age on failed_jobs (failed_at);
select app.isolate('failed_jobs');
grant select, update on failed_jobs to bilag_app;
select app.open_to_worker('failed_jobs');
