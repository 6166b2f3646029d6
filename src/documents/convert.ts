import type { Exception, Invoice } from './einvoice/invoice-model.ts'
import type { EInvoice } from './einvoice/read-einvoice.ts'
import { EINVOICE_FORMATS, type EInvoiceFormat } from './einvoice/specified-for.ts'
import { invoiceToJson } from './einvoice/to-json.ts'
import { writeEInvoice } from './einvoice/write-einvoice.ts'
import { validateTree } from './rules/validate.ts'

export const TARGETS = ['json', ...EINVOICE_FORMATS.filter((format) => format !== 'facturx')] as const
export type Target = (typeof TARGETS)[number]

export const isTarget = (name: string): name is Target => TARGETS.some((target) => target === name)

export interface Converted {
  readonly content: string | Uint8Array
  /** What the target cannot say, and which of its rules the result breaks: nothing is dropped silently. */
  readonly told: readonly Exception[]
}

/** An e-invoice in another form; text is UTF-8. */
export function convert({ invoice, exceptions }: EInvoice, target: Target): Converted {
  if (target === 'json') return { content: JSON.stringify(invoiceToJson(invoice, exceptions)), told: [] }
  return asXml(invoice, target)
}

function asXml(invoice: Invoice, format: EInvoiceFormat): Converted {
  const { xml, root, lost } = writeEInvoice(invoice, format)
  const broken = validateTree(root)
    .fired.filter(({ flag }) => flag === 'fatal')
    .map(({ id, message, locations }) => ({
      code: 'einvoice_rule_broken',
      message: `${id}: ${message}`,
      pointer: locations[0] ?? '',
    }))
  return { content: xml, told: [...lost, ...broken] }
}
