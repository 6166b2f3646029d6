-- A key is looked up by company and key, for a whole batch of calls at once. With the companies of the transaction as a
-- further condition on the index PostgreSQL sorted that list again for every key of the batch; written so that it is no
-- condition of the index, it is checked on the rows that are found, which are few.
alter policy tenant on idempotency_keys
  using (company_id || '' = any ((select app.companies())::text[]));
