-- A line may say whose it is: then that is a party of the company. A foreign key would cost every line a look-up, the
-- many without a party too; this costs one look at the batch.
create function app.prove_parties() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
declare
  stranger text;
begin
  if not exists (select from new_lines where party_id is not null) then
    return null;
  end if;
  -- Planned anew each time, as the proofs of 0027 are.
  execute $look$
    select n.party_id from (select distinct company_id, party_id from new_lines where party_id is not null) n
    where not exists (select from parties p where p.company_id = n.company_id and p.id = n.party_id)
    limit 1
  $look$ into stranger;
  if stranger is not null then
    perform app.refuse_books('party_unknown', format('There is no party %s.', stranger));
  end if;
  return null;
end
$$;
alter function app.prove_parties() owner to bilag_books;
select app.open_to_books('parties', 'select');
create trigger prove_parties after insert on journal_lines referencing new table as new_lines
  for each statement execute function app.prove_parties();
