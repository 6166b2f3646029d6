import './document.problems.ts'

export { attachDocument } from './attach-document.ts'
export { deleteContent } from './delete-content.ts'
export { FILE_PROBLEMS, MAX_DOCUMENT_BYTES, SENT_TYPES } from './document.contract.ts'
export { documentReceived } from './document.events.ts'
export { documentRoutes, oneFile } from './document.routes.ts'
export type {
  Document,
  DocumentAttachment,
  DocumentDetails,
  DocumentRefusal,
  DocumentRetention,
  KeptAttachment,
  KeptFile,
} from './document.ts'
export { documentsAround, listDocuments } from './document-list.store.ts'
export type { Validation } from './einvoice/index.ts'
export { demandHarmless, filesOfPdf } from './files-inside.ts'
export { type IncomingFile, keepAttachments, keepFile } from './keep-file.ts'
export { lookAtPages, type SeenPages } from './look-at-pages.ts'
export { type DocumentType, sniffType } from './media-type.ts'
export { documentsInside } from './pdf/documents-inside.ts'
export { invoiceIn } from './pdf/pdf-invoice.ts'
export { drawDocumentPage } from './pictures/draw-document-page.ts'
export { joinPictures } from './pictures/join-pictures.ts'
export { getDocument, getDocumentContent, validateDocument } from './read-documents.ts'
export { demandType, receiveDocument } from './receive-document.ts'
export { recordDocument } from './record-document.ts'
export { readOrRefuse } from './refuse-document.ts'
export { onRetentionAsked, type RetentionOf } from './retention.ts'
export { SHEET_POLICY } from './sheet/index.ts'
export { validateFile } from './validate-file.ts'
export { MAX_JUDGED_BYTES } from './validation.contract.ts'
export { viewDocument } from './view-document.ts'
export { wordsOfPage } from './words-of-page.ts'
