-- A reading tells how many pages of the document are read; null when it is over.
update receipts set reading = reading || '{"progress": null}' where reading is not null and not reading ? 'progress';
