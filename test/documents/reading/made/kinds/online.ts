import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

const usd = (cents: number): string => `$${money(cents, '.', ',')}`
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** "March 5, 2024" or "Mar 5, 2024". */
export function inWords(iso: string, letters = 20): string {
  const [y = '', m = '', d = ''] = iso.split('-')
  return `${(MONTHS[Number(m) - 1] ?? '').slice(0, letters)} ${Number(d)}, ${y}`
}

/** A receipt for a service on the web that was paid by card when it was billed. */
export function paidOnline(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [seats, price] = [1 + below(9, random), between(maker, 8, 90)]
  const total = seats * price
  const base = year(maker)
  const [paid, from, to] = [day(base, 12), day(base, 12), day(base, 43)]
  const number = `${digits(4, random)}A${digits(3, random)}-${digits(4, random)}`
  const name = pick(['Harborline Software, Inc.', 'Kestrel Cloud LLC', 'Papertrail Labs Inc.'], random)
  const text = `
${say('Receipt|Invoice')}
${say('Invoice number|Invoice #')} ${number}
${say('Receipt number|Receipt #')} ${digits(4, random)}-${digits(4, random)}
${say('Date paid|Date of issue')} ${inWords(paid.iso)}
${say('Payment method|Paid with')} Visa - ${digits(4, random)}

${columns(
  [name, '548 Market Street', 'San Francisco, California 94104', 'United States', 'billing@harbor.example'],
  [say('Bill to|Billed to'), 'Nordby Bakeri AS', 'Havnegata 4', '7010 Trondheim', 'Norway'],
)}

${usd(total)} ${say('paid|paid on')} ${inWords(paid.iso)}

${line('Description          Qty          Unit price', 'Amount')}
${line(`Team plan          ${seats}          ${usd(price)}`, usd(total))}
${inWords(from.iso, 3)} – ${inWords(to.iso, 3)}
${line('Subtotal', usd(total))}
${line('Total', usd(total))}
${line(say('Amount paid|Amount paid (USD)'), usd(total))}
`
  const truth = { issuer: name, number, issuedOn: paid.iso, currency: 'USD', gross: plain(total) }
  return { text, truth }
}

/** An American invoice: sales tax, an order of the buyer's, terms, and what is left to pay. */
export function americanBill(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [goods, labor] = [between(maker, 100, 4000), between(maker, 100, 2000)]
  const net = goods + labor
  const tax = Math.round((net * 825) / 10000)
  const total = net + tax
  const paid = Math.round(total / 4)
  const base = year(maker)
  const [issued, due] = [day(base, 14), day(base, 44)]
  const slashes = (iso: string): string => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`
  const number = digits(5, random)
  const name = pick(['Blue Ridge Plumbing LLC', 'Cedar Hill Electric Inc.', 'Lone Star Printing Co.'], random)
  const text = `
${columns(
  [
    name,
    '1200 Commerce Street, Suite 400',
    'Dallas, TX 75202',
    '(214) 555-0134',
    '',
    'BILL TO',
    'Summit Bakery LLC',
    '88 Elm St',
    'Plano, TX 75074',
  ],
  [
    'INVOICE',
    '',
    `${say('INVOICE #|INVOICE NO.')}   ${number}`,
    `${say('DATE|INVOICE DATE')}   ${slashes(issued.iso)}`,
    `${say('P.O. NUMBER|PO #')}   ${digits(6, random)}`,
    `TERMS   ${say('Net 30|Due in 30 days')}`,
    `${say('DUE DATE|DUE')}   ${slashes(due.iso)}`,
  ],
)}

${line('DESCRIPTION', 'AMOUNT')}
${line('Parts and materials', money(goods, '.', ','))}
${line('Labor 12 hours at 85.00', money(labor, '.', ','))}
${line(say('SUBTOTAL|Sub Total'), money(net, '.', ','))}
${line(say('SALES TAX 8.25%|TAX (8.25%)'), money(tax, '.', ','))}
${line(say('TOTAL|INVOICE TOTAL'), usd(total))}
${line(say('PAYMENTS/CREDITS|PAYMENT RECEIVED'), `-${usd(paid)}`)}
${line(say('BALANCE DUE|AMOUNT DUE'), usd(total - paid))}

Make all checks payable to ${name}
`
  const sums = { net: plain(net), vat: plain(tax), gross: plain(total), payable: plain(total - paid), currency: 'USD' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums } }
}

/** A British invoice with VAT, paid by bank transfer to an account with a sort code. */
export function britishInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 6000)
  const vat = Math.round(net / 5)
  const base = year(maker)
  const [issued, due] = [day(base, 9), day(base, 39)]
  const short = (iso: string): string => {
    const [y = '', m = '', d = ''] = iso.split('-')
    return `${d}-${(MONTHS[Number(m) - 1] ?? '').slice(0, 3)}-${y.slice(2)}`
  }
  const number = `SI-${digits(6, random)}`
  const name = pick(['Hartley & Rowe Limited', 'Pennine Joinery Ltd', 'Thames Valley Catering Ltd'], random)
  const gbp = (cents: number): string => `£${money(cents, '.', ',')}`
  const text = `
${name}
Unit 4, Riverside Business Park, Leeds LS1 4AP
VAT Registration No: GB 123 4567 82     Company No: 04812345

${say('VAT INVOICE|INVOICE')}

${columns(
  ['Invoice to:', 'Nordby Bakery Ltd', '4 Harbour Road', 'Bristol BS1 5TR'],
  [
    `${say('Invoice No:|Invoice Number:')}   ${number}`,
    `${say('Invoice Date/Tax Point:|Date:')}   ${short(issued.iso)}`,
    `${say('Payment due by:|Due Date:')}   ${short(due.iso)}`,
    `${say('Your Ref:|Order No:')}   ${digits(5, random)}`,
    `${say('Account Ref:|A/C No:')}   NORD01`,
  ],
)}

${line('Description          Net          VAT %', 'VAT')}
${line(`Catering for twelve          ${gbp(net)}          20.00`, gbp(vat))}

${line(say('Total Net|Goods Total'), gbp(net))}
${line(say('Total VAT|VAT @ 20%'), gbp(vat))}
${line(say('Invoice Total|Total Due'), gbp(net + vat))}

Please pay by BACS: Sort Code 20-00-00 Account No 12345678 quoting ${number}
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(net + vat), currency: 'GBP' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums } }
}

/** An invoice that says all in two languages. */
export function twoTongues(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 9000)
  const vat = Math.round((net * 19) / 100)
  const base = year(maker)
  const [issued, due] = [day(base, 7), day(base, 21)]
  const number = `${base}${digits(5, random)}`
  const name = pick(['Adler Messtechnik GmbH', 'Kranich Logistik GmbH'], random)
  const text = `
${name}
Industriestraße 5, 70565 Stuttgart
USt-IdNr./VAT ID: DE123456789

${say('Rechnung / Invoice|RECHNUNG/INVOICE')}

${say('Rechnungsnummer / Invoice no.|Rechnungs-Nr./Invoice No.')}: ${number}
${say('Rechnungsdatum / Invoice date|Datum/Date')}: ${issued.dots}
${say('Kundennummer / Customer no.|Kunden-Nr./Customer No.')}: ${digits(5, random)}
${say('Fälligkeitsdatum / Due date|Zahlbar bis/Payable by')}: ${due.dots}

${line('Beschreibung / Description', 'Betrag / Amount')}
${line('Kalibrierung / Calibration', money(net, ',', '.'))}
${line(say('Nettobetrag / Net amount|Summe netto/Total net'), `${money(net, ',', '.')} EUR`)}
${line(say('MwSt. 19 % / VAT 19 %|19 % MwSt./VAT'), `${money(vat, ',', '.')} EUR`)}
${line(say('Gesamtbetrag / Total amount|Rechnungsbetrag/Invoice amount'), `${money(net + vat, ',', '.')} EUR`)}
IBAN: DE89 3704 0044 0532 0130 00
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(net + vat), currency: 'EUR' }
  const account = 'DE89370400440532013000'
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, account } }
}
