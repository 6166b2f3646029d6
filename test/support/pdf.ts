/** A PDF of 600 x 800 points a page in Helvetica; one content stream for each page. */
export function pdfOf(contents: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  const kids = contents.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    `<</Type /Pages /Kids [${kids}] /Count ${contents.length}>>`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ...contents.flatMap((content, index) => [
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F 3 0 R>>>> /Contents ${5 + index * 2} 0 R>>`,
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ]),
  ]
  let text = '%PDF-1.7\n'
  const places: number[] = []
  for (const [index, object] of objects.entries()) {
    places.push(text.length)
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer\n<</Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** A PDF that opens with a password only: its keys are those of nobody. */
export const encryptedPdf = (): Uint8Array<ArrayBuffer> =>
  pdfOf(
    [''],
    `/ID [<01> <01>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}>>>`,
  )

/** A page's content: each text in 11 points at its place, counted from the lower left corner. */
export const printed = (...texts: readonly (readonly [x: number, y: number, text: string])[]): string =>
  texts.map(([x, y, text]) => `BT /F 11 Tf ${x} ${y} Td (${text}) Tj ET`).join('\n')

let serial = 0

interface PrintedInvoice {
  readonly number?: string
  /** Kroner without VAT. */
  readonly net?: number
  /** As printed; net and 25 % of it when left out. */
  readonly total?: string
}

const kroner = (amount: number): string =>
  amount
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/, ' ')

/** An invoice of Nordkraft AS with 25 % VAT as a PDF with a text layer; every call another number. */
export const invoicePdf = (invoice: PrintedInvoice = {}): Uint8Array<ArrayBuffer> => pdfOf([invoicePage(invoice)])

/** The page of such an invoice, for a file of several. */
export function invoicePage({ number, net = 1000, total = kroner(net * 1.25) }: PrintedInvoice = {}): string {
  serial += 1
  return printed(
    [50, 750, 'Nordkraft AS'],
    [50, 735, 'Storgata 1, 0155 Oslo'],
    [50, 720, 'Org.nr: NO 991 825 827 MVA'],
    [350, 750, 'FAKTURA'],
    [350, 720, 'Fakturanummer:'],
    [470, 720, number ?? String(1000 + serial)],
    [350, 705, 'Fakturadato:'],
    [470, 705, '02.03.2026'],
    [350, 690, 'Forfallsdato:'],
    [470, 690, '16.03.2026'],
    [50, 620, 'Beskrivelse'],
    [300, 620, 'Antall'],
    [380, 620, 'Pris'],
    [470, 620, 'Netto NOK'],
    [50, 600, 'Strom februar'],
    [300, 600, '2'],
    [380, 600, kroner(net / 2)],
    [470, 600, kroner(net)],
    [350, 560, 'Sum eks. mva:'],
    [470, 560, kroner(net)],
    [350, 545, 'MVA 25 %:'],
    [470, 545, kroner(net / 4)],
    [350, 530, 'Totalt NOK:'],
    [470, 530, total],
    [50, 480, 'Kontonummer: 8601 11 17947'],
    [50, 465, 'KID: 1234567897'],
  )
}
