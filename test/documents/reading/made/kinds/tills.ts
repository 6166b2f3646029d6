import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

const clock = ({ random }: Maker): string => `${10 + below(10, random)}:${10 + below(49, random)}`
const slashes = (iso: string): string => iso.split('-').reverse().join('/')
const NARROW = 44

/** A shop in Malaysia or Singapore: prices with GST, rounded to five cents, and a summary of the tax. */
export function gstReceipt(maker: Maker): MadeDocument {
  const { say, random } = maker
  const isMalay = random() < 0.5
  const [sign, rate, code] = isMalay ? (['RM', 6, 'SR'] as const) : (['S$', 9, 'S'] as const)
  const [a, b] = [between(maker, 2, 40), between(maker, 2, 70)]
  const sum = a + b
  const total = Math.round(sum / 5) * 5
  const tax = Math.round((sum * rate) / (100 + rate))
  const tendered = Math.ceil(total / 1000) * 1000
  const bought = day(year(maker), below(300, random))
  const name = isMalay
    ? pick(['SERI MAJU HARDWARE SDN BHD', 'PERNIAGAAN LIAN HUAT SDN. BHD.'], random)
    : pick(['Orchard Bakehouse Pte Ltd', 'Tanjong Stationers Pte. Ltd.'], random)
  const rounded = total === sum ? '' : line(say('Rounding|Rounding Adj'), money(total - sum, '.', ','), NARROW)
  const text = `
      ${name}
      ${isMalay ? '(867388-U)' : 'UEN 201912345K'}
      ${isMalay ? 'NO. 53, JALAN SAGU 18, 81100 JOHOR BAHRU' : '10 Anson Road #12-08, Singapore 079903'}
      ${say('GST Reg No|GST ID No')} : 0016${digits(8, random)}
      ${say('TAX INVOICE|SIMPLIFIED TAX INVOICE')}
${say('Invoice No|Bill No')} : CS${digits(6, random)}
Date : ${slashes(bought.iso)}     Time : ${clock(maker)}
Cashier : ADMIN
${line('1 x PAINT BRUSH', `${money(a, '.', ',')} ${code}`, NARROW)}
${line('2 x WHITE EMULSION', `${money(b, '.', ',')} ${code}`, NARROW)}
${line(say('Total Sales (Incl. GST)|Total Amt Incl. GST'), money(sum, '.', ','), NARROW)}
${rounded}
${line(say(`Total (${sign})|Amount Due`), money(total, '.', ','), NARROW)}
${line(say('Cash|CASH'), money(tendered, '.', ','), NARROW)}
${line(say('Change|CHANGE'), money(tendered - total, '.', ','), NARROW)}
GST Summary          Amount(${sign})          Tax(${sign})
${line(`${code} = ${rate}%          ${money(sum - tax, '.', ',')}`, money(tax, '.', ','), NARROW)}
      ${say('GOODS SOLD ARE NOT RETURNABLE|THANK YOU, PLEASE COME AGAIN')}
`
  const currency = isMalay ? 'MYR' : 'SGD'
  return { text, truth: { issuer: name, issuedOn: bought.iso, currency, payable: plain(total) } }
}

/** A restaurant in the United States: tax, then a tip written by the guest. */
export function tippedMeal(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [food, drink] = [between(maker, 10, 60), between(maker, 3, 20)]
  const sub = food + drink
  const tax = Math.round((sub * 8875) / 100000)
  const tip = Math.round(sub / 5)
  const total = sub + tax + tip
  const base = year(maker)
  const eaten = day(base, below(300, random))
  const date = `${eaten.iso.slice(5, 7)}/${eaten.iso.slice(8)}/${eaten.iso.slice(0, 4)}`
  const name = pick(["Marlow's Kitchen", 'The Copper Pan', 'Blue Door Bistro'], random)
  const text = `
      ${name}
      215 West 14th Street
      New York, NY 10011
      (212) 555-0188
Server: Dana     Table: ${1 + below(30, random)}
${say('Check #|Check')} ${digits(4, random)}     Guests: 2
${date}     ${1 + below(11, random)}:${10 + below(49, random)} PM
${line('1 Branzino', money(food, '.', ','), NARROW)}
${line('2 Lemonade', money(drink, '.', ','), NARROW)}
${line(say('Subtotal|Sub Total'), money(sub, '.', ','), NARROW)}
${line(say('Tax|Sales Tax'), money(tax, '.', ','), NARROW)}
${line(say('Tip|Gratuity'), money(tip, '.', ','), NARROW)}
${line(say('Total|TOTAL'), `$${money(total, '.', ',')}`, NARROW)}
Visa xxxxxxxxxxxx${digits(4, random)}
      Thank you for dining with us
`
  return { text, truth: { issuer: name, issuedOn: eaten.iso, currency: 'USD', gross: plain(total) } }
}

/** Fuel: litres, the price of one, and what it makes. */
export function fuelReceipt(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [millilitres, price] = [10_000 + below(50_000, random), 1500 + below(500, random)]
  const total = Math.round((millilitres / 1000) * (price / 10))
  const vat = Math.round((total * 19) / 119)
  const bought = day(year(maker), below(300, random))
  const name = pick(['Tankstelle Nordring GmbH', 'Autohof Lindenau GmbH'], random)
  const text = `
      ${name}
      Nordring 12
      04105 Leipzig
      USt-IdNr. DE123456789
${say('Beleg-Nr.|Bon-Nr.')} ${digits(5, random)}     ${bought.dots}     ${clock(maker)}
Zapfsäule 4
${line('* Super E10', `${money(total, ',', '.')} A`, NARROW)}
   ${(millilitres / 1000).toFixed(2).replace('.', ',')} l x ${(price / 1000).toFixed(3).replace('.', ',')} EUR/l
${line(say('Gesamtbetrag EUR|Summe EUR'), money(total, ',', '.'), NARROW)}
${line(say('girocard|EC-Karte'), money(total, ',', '.'), NARROW)}
Typ          Netto          MwSt          Brutto
A 19,00%          ${money(total - vat, ',', '.')}          ${money(vat, ',', '.')}          ${money(total, ',', '.')}
TSE-Start: ${bought.iso}T${clock(maker)}:00
      ${say('Gute Fahrt!|Vielen Dank für Ihren Einkauf')}
`
  const sums = { net: plain(total - vat), vat: plain(vat), gross: plain(total), currency: 'EUR' }
  return { text, truth: { issuer: name, issuedOn: bought.iso, ...sums } }
}

/** A café in France: two rates, paid by card. */
export function frenchTicket(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [food, wine] = [between(maker, 8, 60), between(maker, 4, 40)]
  const [low, high] = [Math.round((food * 10) / 110), Math.round((wine * 20) / 120)]
  const total = food + wine
  const eaten = day(year(maker), below(300, random))
  const name = pick(['SARL LE PETIT ZINC', 'BRASSERIE DES HALLES SAS'], random)
  const text = `
      ${name}
      12 rue des Lilas
      69002 LYON
      SIRET 73282932000074
${say('Ticket n°|Note n°')} ${digits(6, random)}
Le ${slashes(eaten.iso)} à ${clock(maker)}     Table 7     2 couverts
${line('2 Plat du jour', money(food), NARROW)}
${line('1 Pichet rouge', money(wine), NARROW)}
${line(say('TOTAL TTC|Total à payer'), `${money(total)} €`, NARROW)}
${line(say('CB|Carte bancaire'), `${money(total)} €`, NARROW)}
Taux          HT          TVA          TTC
10,00%          ${money(food - low)}          ${money(low)}          ${money(food)}
20,00%          ${money(wine - high)}          ${money(high)}          ${money(wine)}
      ${say('Merci de votre visite|À bientôt')}
`
  const sums = { vat: plain(low + high), gross: plain(total), currency: 'EUR' }
  const known = sums.vat === plain(0) ? {} : { gross: sums.gross, currency: sums.currency }
  return { text, truth: { issuer: name, issuedOn: eaten.iso, ...known } }
}
