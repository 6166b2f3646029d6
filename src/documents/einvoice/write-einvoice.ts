import { parseXml } from '#src/platform/xml/parse-xml.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { writeCii } from './cii/write-cii.ts'
import { isCounted } from './counted-lines.ts'
import { type Difference, differencesOf } from './differences.ts'
import type { Exception, Invoice } from './invoice-model.ts'
import { NAMESPACES } from './namespaces.ts'
import { readInvoiceTree } from './read-einvoice.ts'
import { type EInvoiceFormat, specifiedFor, syntaxOfFormat } from './specified-for.ts'
import { writeUbl } from './ubl/write-ubl.ts'

export interface WrittenEInvoice {
  readonly xml: string
  /** The parsed document, for the rules. */
  readonly root: XmlElement
  /** What the format cannot say, so that it is left out, or has to state anew; empty when the XML says it all. */
  readonly lost: readonly Exception[]
}

/**
 * The invoice in a format, read back to see what it could not say: nothing is dropped silently. Bytes are UTF-8. The
 * totals are those that the invoice declares. Whether the rules of the format hold is for `validateTree` to say.
 */
export function writeEInvoice(invoice: Invoice, format: EInvoiceFormat): WrittenEInvoice {
  const meant = specifiedFor(invoice, format)
  const counted = { ...meant, lines: meant.lines.filter(isCounted).map(({ parentId: _, ...line }) => line) }
  const syntax = syntaxOfFormat(format)
  const xml = syntax === 'ubl' ? writeUbl(counted) : writeCii(counted)
  const root = parseXml(Buffer.from(xml), { namespaces: NAMESPACES })
  const read = readInvoiceTree(root).invoice
  const lost = differencesOf(counted, read).map(tell(syntax.toUpperCase()))
  return { xml, root, lost: [...linesLost(meant, syntax.toUpperCase()), ...lost] }
}

const problem = (pointer: string, message: string): Exception => ({ code: 'einvoice_inexpressible', message, pointer })

/** EN 16931 knows no lines that gather or explain others (Factur-X EXTENDED does), and no tree of lines. */
const linesLost = ({ lines }: Invoice, syntax: string): Exception[] =>
  lines.flatMap((line, index) => {
    const pointer = `/lines/${index}`
    if (!isCounted(line)) return [problem(pointer, `${syntax} has lines that count only; this one is left out.`)]
    if (line.parentId === undefined) return []
    return [problem(`${pointer}/parentId`, `${syntax} has no lines below lines; this one stands beside the others.`)]
  })

const tell =
  (syntax: string) =>
  ({ pointer, before, after }: Difference): Exception => {
    if (before === undefined)
      return problem(pointer, `${syntax} asks for this, so that it is stated as ${shown(after)}.`)
    if (after === undefined) return problem(pointer, `${syntax} has no place for ${shown(before)}; it is left out.`)
    return problem(pointer, `${syntax} cannot say ${shown(before)}; it says ${shown(after)}.`)
  }

const MAX_SHOWN = 80

const shown = (value: Difference['before']): string => {
  const text = JSON.stringify(value) ?? ''
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}
