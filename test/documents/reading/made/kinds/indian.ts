import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

const indian = (cents: number): string => `₹${money(cents, '.', ',')}`
const slashes = (iso: string): string => iso.split('-').reverse().join('/')

/** An Indian tax invoice: the tax of the union and that of the state apart, rounded to a whole rupee. */
export function gstInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 500, 9000)
  const half = Math.round((net * 9) / 100)
  const exact = net + 2 * half
  const total = Math.round(exact / 100) * 100
  const base = year(maker)
  const issued = day(base, below(60, random))
  const number = `${digits(3, random)}/${base}-${(base + 1) % 100}`
  const name = pick(['Sundaram Packaging Private Limited', 'Kaveri Electricals Pvt Ltd'], random)
  const text = `
${name}
No 16, Gandhi Street, Chennai 600093
GSTIN: 33AEAPA9313E1Z8

${say('TAX INVOICE|Tax Invoice')}
${say('Invoice No|Invoice No.')}: ${number}          ${say('Invoice Date|Date')}: ${slashes(issued.iso)}
P.O. No: ${digits(8, random)}          Place of Supply: Tamil Nadu (33)

${columns(
  [say('Bill To|To'), 'POLYHOSE INDIA PRIVATE LIMITED', '1/160 Kannivakkam Village', 'GSTIN 33AAACP6469R1ZQ'],
  [say('Ship To|Consignee'), 'POLYHOSE INDIA PRIVATE LIMITED', 'Unit 4, Guduvancherry'],
)}

${line('Description          HSN/SAC          Qty          Rate', 'Amount')}
${line(`Packing tape          391910          1.00          ${money(net, '.', ',')}`, money(net, '.', ','))}
${line(say('Total Taxable Amount|Taxable Value'), money(net, '.', ','))}
${line(say('CGST 9%|CGST @ 9%'), money(half, '.', ','))}
${line(say('SGST 9%|SGST @ 9%'), money(half, '.', ','))}
${total === exact ? '' : line('Round Off', money(total - exact, '.', ','))}
${line(say('Grand Total|Total'), indian(total))}
`
  const known = { organisationNumber: '33AEAPA9313E1Z8', currency: 'INR' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, payable: plain(total), ...known } }
}

/** What a market sends for its seller: a row of sums under the columns of the table. */
export function marketInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 500, 9000)
  const tax = Math.round((net * 18) / 100)
  const issued = day(year(maker), below(300, random))
  const number = `BLR7-${digits(7, random)}`
  const name = pick(['Cloudtail Retail Private Ltd', 'Meridian Traders Pvt Ltd'], random)
  const text = `
Tax Invoice/Bill of Supply/Cash Memo
${columns(
  [say('Sold By :|Sold by:'), name, 'Bangalore, Karnataka, 562107', 'GST Registration No: 29AALCA0171E1ZV'],
  ['Billing Address :', 'Anita Rao', '4 Park Layout', 'Bengaluru, KARNATAKA, 560068'],
)}

${say('Order Number|Order No')}: 402-${digits(7, random)}-${digits(7, random)}          ${say('Invoice Number|Invoice No')} : ${number}
${say('Order Date|Ordered')}: ${day(year(maker), 0).dots}          ${say('Invoice Date|Date of issue')} : ${issued.dots}

${line('Description     Unit Price     Qty     Net Amount     Tax Amount', 'Total Amount')}
${line(`Printer     ${indian(net)}     1     ${indian(net)}     ${indian(tax)}`, indian(net + tax))}
${line(`${say('TOTAL|Total')}:                    ${indian(tax)}`, indian(net + tax))}
`
  const sums = { gross: plain(net + tax), currency: 'INR', organisationNumber: '29AALCA0171E1ZV' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, ...sums } }
}
