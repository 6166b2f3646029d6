import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  document_duplicate: { status: 409, title: 'The company has this document already' },
  document_type_unsupported: { status: 415, title: 'The file is no document that Bilag takes' },
  archive_unsupported: { status: 415, title: 'The archive is of a kind that is not opened here' },
  document_sealed: { status: 415, title: 'The file is encrypted or sealed' },
  document_infected: { status: 422, title: 'The file carries a virus' },
  picture_heic: { status: 415, title: 'HEIC pictures are not read' },
  document_deleted: { status: 410, title: 'The document was deleted after its time' },
  document_lost: { status: 409, title: 'The file was lost on its way in' },
  pictures_only: { status: 422, title: 'Only pictures become the pages of one receipt' },
  pages_too_many: { status: 422, title: 'The pictures have too many pages' },
  document_without_pages: { status: 409, title: 'The document has no pages to draw' },
  document_not_einvoice: { status: 409, title: 'The document is no e-invoice' },
})
