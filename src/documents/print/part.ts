/** Standard types of ISO 32000-1 section 14.8.4 that an invoice is made of. */
export type Role = 'Document' | 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'L' | 'LI' | 'LBody' | 'Figure'

export interface PartOptions {
  /** What a picture shows. */
  readonly alt?: string
  /** Which cells a TH is the heading of. */
  readonly scope?: 'Column' | 'Row'
  /** Place of a picture on its page: left, top, right, bottom. */
  readonly bbox?: [number, number, number, number]
}

/**
 * An element of the logical structure of a PDF, which is what a screen reader reads: in the order in which parts are
 * made, wherever on the pages they stand.
 */
export class Part {
  readonly #doc: PDFKit.PDFDocument
  readonly #element: PDFKit.PDFStructureElement
  readonly #role: Role

  private constructor(doc: PDFKit.PDFDocument, role: Role, options: PartOptions) {
    this.#doc = doc
    this.#role = role
    this.#element = doc.struct(role, options)
  }

  /** The element that all others are below. */
  static document(doc: PDFKit.PDFDocument): Part {
    const root = new Part(doc, 'Document', {})
    doc.addStructure(root.#element)
    return root
  }

  /** A new element behind those that this one has. */
  part(role: Role, options: PartOptions = {}): Part {
    const child = new Part(this.#doc, role, options)
    this.#element.add(child.#element)
    return child
  }

  /** What is drawn meanwhile belongs to this part. */
  holds(draw: () => void): void {
    const content = this.#doc.markStructureContent(this.#role)
    draw()
    this.#doc.endMarkedContent()
    this.#element.add(content)
  }

  /** Writes the part, to which nothing is added any more. Those that nobody ends are written with the document. */
  end(): void {
    this.#element.end()
  }
}

/** A row of a table of facts: its label, which heads the row, and its value. */
export function factOf(table: Part): { heading: Part; cell: Part } {
  const row = table.part('TR')
  return { heading: row.part('TH', { scope: 'Row' }), cell: row.part('TD') }
}

/** What is drawn meanwhile is for the eye alone: `Layout` rules and grounds, `Pagination` what each page repeats. */
export function artifact(doc: PDFKit.PDFDocument, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}
