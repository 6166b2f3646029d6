import PDFDocument from 'pdfkit'
import { type PrintFonts, WEIGHTS, type Weight } from './fonts.ts'
import { artifact, Part } from './part.ts'
import { wrapText } from './wrap-text.ts'

export const INK = '#1c1f21'
export const SOFT = '#5b6166'
export const HAIRLINE = '#dcd9d2'
export const WASH = '#f5f3ef'

/** Points of A4. */
export const PAGE = { width: 595.28, height: 841.89 } as const

export interface Style {
  /** Points. */
  readonly size: number
  readonly weight?: Weight
  readonly colour?: string
  /** Digits of one width, for figures that stand below each other. */
  readonly isFigure?: boolean
}

/** Distance of base lines for a size of type. */
export const leading = ({ size }: Style): number => size * 1.36

/** Stands in for a letter that the font lacks; what it was stays in the text layer. */
const MISSING = '\u25a1'

/** The library measures a text whenever it sets it, which takes as long as setting it: here once, and if it is asked for. */
class MeasuredDocument extends PDFDocument {
  /** Of texts at a size of one point, by type: a key made of both would take as long to build as the width to find. */
  readonly #widths = new Map<string, Map<string, number>>()
  #known = new Map<string, number>()
  #size = 1
  #isSetting = false

  setType(style: Style): this {
    const { weight = 'regular', size, isFigure = false } = style
    const type = isFigure ? `${weight} figures` : weight
    this.#known = this.#widths.get(type) ?? new Map()
    this.#widths.set(type, this.#known)
    this.#size = size
    return this.font(weight).fontSize(size)
  }

  /** Of a text in the type that was set last. */
  override widthOfString(text: string, options: PDFKit.Mixins.TextOptions = {}): number {
    if (this.#isSetting) return 0
    const known = this.#known.get(text)
    const width = known ?? super.widthOfString(text, options) / this.#size
    if (known === undefined) this.#known.set(text, width)
    return width * this.#size
  }

  /** One line from a place on; no width is asked for, since nothing comes behind it. */
  setLine(text: string, x: number, y: number, style: Style): void {
    this.#isSetting = true
    this.text(text, x, y, { lineBreak: false, baseline: 'alphabetic', ...features(style) })
    this.#isSetting = false
  }
}

interface LineAt {
  readonly x: number
  readonly y: number
  readonly isRight?: boolean
}

/** Draws on the pages of a PDF. Places are points from the upper left corner; `y` is the top of a line of text. */
export class Pen {
  readonly doc: MeasuredDocument
  /** The whole of what is read. */
  readonly content: Part
  readonly #covers: ReadonlySet<number>

  constructor(fonts: PrintFonts, options: PDFKit.PDFDocumentOptions) {
    // No font to begin with: the library's own is not embedded.
    const page = { size: 'A4', margin: 0, font: '', autoFirstPage: false, bufferPages: true }
    this.doc = new MeasuredDocument({ ...page, ...options })
    this.content = Part.document(this.doc)
    this.#covers = fonts.covers
    for (const weight of WEIGHTS) this.doc.registerFont(weight, Buffer.from(fonts.files[weight]))
  }

  width(text: string, style: Style): number {
    return this.doc.setType(style).widthOfString(this.#shown(text), features(style))
  }

  /** The text in lines at most so wide. */
  lines(text: string, width: number, style: Style): string[] {
    return text === '' ? [] : wrapText(text, width, (one) => this.width(one, style))
  }

  /**
   * One line, from `x` on or, with `isRight`, up to there. A screen reader reads it in its part; without one it is what
   * each page repeats.
   */
  line(text: string, at: LineAt, style: Style, part?: Part): void {
    if (text === '') return
    const draw = () => this.#line(text, at, style)
    if (part) part.holds(draw)
    else artifact(this.doc, 'Pagination', draw)
  }

  #line(text: string, at: LineAt, style: Style): void {
    const shown = this.#shown(text)
    const x = at.isRight ? at.x - this.width(text.trimEnd(), style) : at.x
    const y = at.y + leading(style) * 0.76
    const isWhole = shown === text
    if (!isWhole) this.doc.markContent('Span', { actual: text })
    this.doc
      .setType(style)
      .fillColor(style.colour ?? INK)
      .setLine(shown, x, y, style)
    if (!isWhole) this.doc.endMarkedContent()
  }

  rule(x: number, y: number, width: number, colour: string = HAIRLINE, thickness = 0.6): void {
    this.box({ x, y: y - thickness / 2, width, height: thickness }, colour)
  }

  /** A ground or a rule, which is not read. */
  box(at: { x: number; y: number; width: number; height: number }, colour: string): void {
    artifact(this.doc, 'Layout', () => this.doc.rect(at.x, at.y, at.width, at.height).fill(colour))
  }

  #shown(text: string): string {
    let shown = ''
    for (const letter of text.normalize('NFC')) shown += this.#covers.has(letter.codePointAt(0) ?? 0) ? letter : MISSING
    return shown
  }
}

/** No letters that become others beside their neighbours: Inter would set "1440x900" and "->" as signs. */
const PLAIN = { calt: false }
const FIGURES = { calt: false, tnum: true }

/** Features by name, on or off, as the font engine takes them; the types know only those that are switched on. */
const features = ({ isFigure = false }: Style): { features: PDFKit.Mixins.OpenTypeFeatures[] } => ({
  features: (isFigure ? FIGURES : PLAIN) as unknown as PDFKit.Mixins.OpenTypeFeatures[],
})
