-- Which customer a print or a letter went to: a legal hold on the customer keeps them.
create index invoices_by_document on invoices (company_id, document_id) where document_id is not null;
create index invoice_prints_by_document on invoice_prints (company_id, document_id);
create index invoice_deliveries_by_document on invoice_deliveries (company_id, document_id) where document_id is not null;
