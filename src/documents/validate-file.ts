import { fail } from '#src/kernel/problem.ts'
import { judge, type Validation } from './einvoice/index.ts'
import { EINVOICE_TYPES } from './media-type.ts'
import { demandType } from './receive-document.ts'
import type { ValidateOptions } from './rules/index.ts'
import './document.problems.ts'

/**
 * Judges an e-invoice that somebody sends without having it received: nothing is kept. Fails with
 * document_type_unsupported and document_not_einvoice for other files, and with what refuses its XML or PDF.
 */
export async function validateFile(bytes: Uint8Array, options: ValidateOptions): Promise<Validation> {
  demandEInvoice(demandType(bytes))
  return judge(bytes, options)
}

/** Fails with document_not_einvoice for a media type that holds no e-invoice. */
export function demandEInvoice(mediaType: string): void {
  if (EINVOICE_TYPES.includes(mediaType)) return
  fail('document_not_einvoice', `The document is ${mediaType}; only e-invoices are judged by rules.`)
}
