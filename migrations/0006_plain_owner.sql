-- For servers on which the owner of the database is no superuser.

-- The owner of the tables is not bound by row level security any more. On a server where it is no superuser, FORCE hid
-- every row from data migrations and from the few functions that look up a credential as their owner (security
-- definer). No request or job ever works as the owner; the roles that they use own nothing and stay bound.
create or replace function app.isolate(target regclass, company_column name default 'company_id') returns void
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy tenant on %s to bilag_app using (%I = any ((select app.companies())::text[])) with check (%I = any ((select app.companies())::text[]))',
    target, company_column, company_column);
end
$$;

do $$
declare
  forced regclass;
begin
  for forced in select oid::regclass from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace loop
    execute format('alter table %s no force row level security', forced);
  end loop;
end
$$;

-- From PostgreSQL 16 on, whoever makes a role may administer it but not become it until granted so.
do $$
declare
  wanted text;
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    return;
  end if;
  foreach wanted in array array['bilag_app', 'bilag_worker'] loop
    begin
      execute format('grant %I to %I', wanted, current_user);
    exception when insufficient_privilege then
      null;
    end;
    begin
      execute format('set local role %I', wanted);
      reset role;
    exception when insufficient_privilege then
      raise exception using
        errcode = 'insufficient_privilege',
        message = format('user %I cannot become role %I', current_user, wanted),
        hint = format('as a superuser: grant %I to %I', wanted, current_user);
    end;
  end loop;
end
$$;
