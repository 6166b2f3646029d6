import { convertToPdf, PDF_TARGETS } from '#src/documents/convert.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { answered, claim } from './judge-einvoice.ts'

/** What can be read can be printed, whatever it says; a Factur-X carries what it says. True when it could be read. */
export async function judgePrint(bytes: Uint8Array): Promise<boolean> {
  const document = answered(() => readEInvoice(bytes))
  if (!document) return false
  for (const target of PDF_TARGETS) {
    try {
      const { content } = await convertToPdf(document, target)
      claim(Buffer.from(content).subarray(0, 5).toString('latin1') === '%PDF-', `${target} is no PDF`)
      if (target === 'facturx') claim(readEInvoice(Buffer.from(content)).syntax === 'cii', 'a Factur-X without data')
    } catch (error) {
      if (!isProblem(error)) throw error
      claim(error.kind.status < 500, `${target} is answered by ${error.code}`)
    }
  }
  return true
}
