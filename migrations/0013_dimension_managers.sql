-- Who answers for a value: the project's manager, the head of the department. Approval policies ask for them.
alter table dimension_values
  add column manager_id text collate "C",
  add column version int not null default 1,
  add constraint dimension_values_manager_fkey foreign key (company_id, manager_id) references members (company_id, id);
