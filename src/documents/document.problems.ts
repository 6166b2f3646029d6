import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  document_duplicate: { status: 409, title: 'The company has this document already' },
  document_type_unsupported: { status: 415, title: 'The file is no document that Bilag takes' },
  document_infected: { status: 422, title: 'The file carries a virus' },
  picture_heic: { status: 415, title: 'HEIC pictures are not read' },
  document_deleted: { status: 410, title: 'The document was deleted after its time' },
  document_lost: { status: 409, title: 'The file was lost on its way in' },
  pictures_only: { status: 422, title: 'Only pictures become the pages of one receipt' },
  document_without_pages: { status: 409, title: 'The document has no pages to draw' },
  document_not_einvoice: { status: 409, title: 'The document is no e-invoice' },
})
