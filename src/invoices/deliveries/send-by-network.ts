import { readEInvoice } from '#src/documents/einvoice/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { getInvoice, getInvoiceUbl } from '../read-invoices.ts'
import type { Delivery, Outcome } from './delivery.ts'
import { documentTypeOf } from './document-type.ts'
import { type NetworkOutcome, networkOfCompany } from './network.ts'
import { handOver } from './record-delivery.ts'

const PEPPOL = 'urn:fdc:peppol.eu:2017:poacc:billing'

/**
 * One try through the network. The e-invoice goes as it was issued. A network can be asked, so a try whose outcome is
 * unknown is repeated: every try looks for the transmission before it sends.
 */
export async function sendByNetwork(
  call: Call,
  delivery: Delivery,
  remember: (latest: Delivery) => void,
): Promise<Outcome> {
  const { documentId } = await getInvoice(call, delivery.invoiceId)
  const { bytes } = await getInvoiceUbl(call, delivery.invoiceId)
  const { kind, customizationId = '', profileId = '', supplier } = readEInvoice(bytes).invoice
  const { scheme, id } = supplier.endpoint ?? {}
  if (!customizationId.includes(PEPPOL) || !profileId.startsWith(PEPPOL) || scheme === undefined || id === undefined)
    return {
      kind: 'refused',
      code: 'delivery_document_unfit',
      mayFallBack: true,
      answer:
        'The invoice was issued as a plain document, not for Peppol: without a reference of the buyer, or an address.',
    }
  remember(await handOver(call, { delivery, document: documentId ?? '' }))
  const outcome = await networkOfCompany().deliver(call, {
    reference: delivery.id,
    sender: `${scheme}:${id}`,
    receiver: delivery.to ?? '',
    documentType: documentTypeOf(kind, customizationId),
    process: profileId,
    bytes,
  })
  return asOutcome(outcome)
}

function asOutcome(outcome: NetworkOutcome): Outcome {
  switch (outcome.kind) {
    case 'refused':
      return { ...outcome, code: 'delivery_refused' }
    case 'unreachable':
      return { ...outcome, kind: 'refused', code: 'delivery_recipient_unreachable', mayFallBack: true }
    case 'unconnected':
      return {
        kind: 'refused',
        code: 'network_unconnected',
        answer: 'The company is connected to no network.',
        mayFallBack: true,
      }
    case 'unknown':
      return { ...outcome, canLook: true }
    default:
      return outcome
  }
}
