-- Roles of the application. Roles belong to the whole server, so another database may make them at the same moment.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['bilag_app', 'bilag_worker'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to %I', wanted, current_user);
    end if;
    execute format('grant connect on database %I to %I', current_database(), wanted);
    execute format('grant usage on schema public to %I', wanted);
  end loop;
end
$$;

create schema app;
grant usage on schema app to bilag_app, bilag_worker;

-- The companies that this transaction may see: setting app.companies, an array literal such as {cmp_1,cmp_2}.
create function app.companies() returns text[]
language sql stable parallel safe
as $$ select coalesce(nullif(current_setting('app.companies', true), '')::text[], '{}') $$;

-- Row level security by company for the application role. The sub-select makes the planner read the setting once a
-- statement. FORCE binds the owner too, unless it is a superuser: a data migration cannot skip rows without noticing,
-- because the migration runner turns row_security off, which raises instead of filtering.
create function app.isolate(target regclass, company_column name default 'company_id') returns void
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant on %s to bilag_app using (%I = any ((select app.companies())::text[])) with check (%I = any ((select app.companies())::text[]))',
    target, company_column, company_column);
end
$$;

create function app.protect(target regclass, company_column name default 'company_id') returns void
language plpgsql
as $$
begin
  perform app.isolate(target, company_column);
  execute format('grant select, insert, update, delete on %s to bilag_app', target);
end
$$;

-- Refuses the statement for every role, the owner too. The first trigger argument is what the user reads.
create function app.refuse() returns trigger
language plpgsql
as $$
begin
  raise exception using
    errcode = 'restrict_violation',
    message = coalesce(tg_argv[0], format('rows of %s are final', tg_table_name)),
    table = tg_table_name,
    schema = tg_table_schema;
end
$$;

-- A tenant table whose rows are never changed and never deleted, by whomever.
create function app.protect_append_only(target regclass, company_column name default 'company_id') returns void
language plpgsql
as $$
begin
  perform app.isolate(target, company_column);
  execute format('grant select, insert on %s to bilag_app', target);
  execute format(
    'create trigger append_only before update or delete or truncate on %s for each statement execute function app.refuse()',
    target);
end
$$;

-- Lets the worker's cross-company sweeps use a tenant table. Append-only triggers bind the worker like anyone else.
create function app.open_to_worker(target regclass) returns void
language plpgsql
as $$
begin
  execute format('create policy worker on %s to bilag_worker using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to bilag_worker', target);
end
$$;

revoke execute on function app.isolate(regclass, name), app.protect(regclass, name), app.protect_append_only(regclass, name),
  app.open_to_worker(regclass) from public;
