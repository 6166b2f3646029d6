-- The language in which a customer gets its documents; null = that of the company.
alter table parties add column language text check (language in ('nb', 'en'));
