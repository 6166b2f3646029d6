import { acceptedLocale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import { created, file, ok, page } from '#src/platform/http/answer.ts'
import { bind, type Request, type Route } from '#src/platform/http/bind.ts'
import type { ReceivedFile } from '#src/platform/http/read-request.ts'
import * as contract from './document.contract.ts'
import type { DescribedDocument } from './document.ts'
import { drawDocumentPage } from './pictures/draw-document-page.ts'
import { describeDocument, getDocumentContent, validateDocument } from './read-documents.ts'
import { receiveDocument } from './receive-document.ts'
import { SHEET_POLICY } from './sheet/index.ts'
import { validateFile } from './validate-file.ts'
import { getDocumentValidationOp, validateOp } from './validation.contract.ts'
import { viewDocument } from './view-document.ts'
import { wordsOfPage } from './words-of-page.ts'

/** What a document is never changes: its version is one for ever. */
const versioned = (document: DescribedDocument) => [document, { version: 1 }] as const

/** The one file of a request; more than one is refused, because each must be answered for itself. */
export function oneFile({ files }: Pick<Request<unknown, unknown, unknown>, 'files'>): ReceivedFile {
  const [first, second] = files
  if (!first || second) fail('request_invalid', 'Send one file in each request.')
  return first
}

export const documentRoutes: readonly Route[] = [
  bind(contract.receiveDocumentOp, {
    call: (call, request) => receiveDocument(call, oneFile(request)),
    answer: (document) => created(...versioned(document)),
  }),
  bind(contract.getDocumentOp, {
    call: (call, { params }) => describeDocument(call, params.documentId),
    answer: (document) => ok(...versioned(document)),
  }),
  bind(contract.getDocumentContentOp, {
    call: (call, { params }) => getDocumentContent(call, params.documentId),
    answer: ({ document, bytes }) => file(bytes, document.mediaType, document.name),
  }),
  bind(contract.drawDocumentPageOp, {
    call: (call, { params, query }) => drawDocumentPage(call, { documentId: params.documentId, ...query }),
    answer: ({ document, bytes }) => file(bytes, 'image/webp', `${document.name}.webp`),
  }),
  bind(contract.readPageWordsOp, {
    call: (call, { params, query }) => wordsOfPage(call, { documentId: params.documentId, page: query.page }),
    answer: ({ page: { tilt = 0, ...words } }) => ok({ ...words, tilt }),
  }),
  bind(contract.viewDocumentOp, {
    call: async (call, { params: { documentId }, query, acceptLanguage }) => {
      const locale = query.language ?? acceptedLocale(acceptLanguage) ?? 'nb'
      const hrefOf = (id: string) => `../${id}/content`
      return { locale, html: await viewDocument(call, { documentId, locale, originalHref: 'content', hrefOf }) }
    },
    answer: ({ html, locale }) => page(html, locale, SHEET_POLICY),
  }),
  bind(getDocumentValidationOp, {
    call: (call, { params }) => validateDocument(call, params.documentId),
    answer: ok,
  }),
  bind(validateOp, {
    call: (_call, request) =>
      validateFile(oneFile(request).bytes, { rules: request.query.rules, fragment: request.query.fragment === 'true' }),
    answer: ok,
  }),
]
