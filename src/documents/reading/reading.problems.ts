import { defineProblems } from '#src/kernel/problem.ts'

/** Why a PDF or a picture gives no words at all; `pdf_encrypted` stands with the other problems of PDFs. */
defineProblems({
  document_empty: { status: 422, title: 'The file is empty' },
  document_unread: { status: 422, title: 'The file could not be read in the time and memory that a file may take' },
  pdf_broken: { status: 422, title: 'The PDF is broken' },
  picture_broken: { status: 422, title: 'The picture is broken' },
  picture_too_large: { status: 422, title: 'The picture has too many pixels' },
  page_unknown: { status: 404, title: 'The document has no such page' },
  reading_unavailable: { status: 501, title: 'Pages are not read or drawn here' },
  ocr_missing: { status: 501, title: 'This installation has no OCR' },
})
