import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { inWords } from './online.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

const slashes = (iso: string): string => iso.split('-').reverse().join('/')

/** The folio of a hotel: charges by the day, paid when the guest left. */
export function hotelFolio(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [nights, rate, tax] = [1 + below(4, random), between(maker, 80, 300), between(maker, 5, 30)]
  const total = nights * (rate + tax)
  const base = year(maker)
  const [arrival, departure] = [day(base, 14), day(base, 14 + nights)]
  const number = digits(6, random)
  const name = pick(['The Harbour Grand Hotel', 'Northgate Inn & Suites', 'Hotel Belvoir Ltd'], random)
  const rows = Array.from({ length: nights }, (_, night) => {
    const on = slashes(day(base, 14 + night).iso)
    return [
      line(`${on}   Room Charge   412`, money(rate, '.', ',')),
      line(`${on}   ${say('City Tax|Occupancy Tax')}`, money(tax, '.', ',')),
    ].join('\n')
  })
  const text = `
${name}
1 Quay Street, Bristol BS1 5TR
Tel 0117 496 0000     VAT No GB 123 4567 82

${columns(
  ['Ms Emma Hughes', '4 Mill Lane', 'Leeds LS1 4AP'],
  [
    `${say('Folio No.|Invoice No.')}   ${number}`,
    'Room   412',
    `Arrival   ${slashes(arrival.iso)}`,
    `Departure   ${slashes(departure.iso)}`,
    `${say('Invoice Date|Date')}   ${slashes(departure.iso)}`,
  ],
)}

${line('Date          Description', 'GBP')}
${rows.join('\n')}
${line(say('Total Charges|Total'), money(total, '.', ','))}
${line(`${slashes(departure.iso)}   ${say('Visa|Mastercard')}`, `-${money(total, '.', ',')}`)}
${line(say('Balance|Balance Due'), '0.00')}
`
  return { text, truth: { issuer: name, issuedOn: departure.iso, currency: 'GBP', gross: plain(total) } }
}

/** A train ticket bought on the web. */
export function trainTicket(maker: Maker): MadeDocument {
  const { say, random } = maker
  const price = between(maker, 99, 900)
  const vat = Math.round((price * 12) / 112)
  const base = year(maker)
  const [bought, leaves] = [day(base, 4), day(base, 20)]
  const name = pick(['Fjordbanen AS', 'Østlandstog AS'], random)
  const order = digits(8, random)
  const text = `
${name}
Org.nr. 923 609 016 MVA
Postboks 1800, 0048 Oslo

${say('Kvittering|Kjøpskvittering')}
${say('Ordrenummer|Bestillingsnummer')}: ${order}
${say('Kjøpsdato|Kjøpt')}: ${bought.dots} 14:32

Avreise: ${leaves.dots} 08:05 Oslo S
Ankomst: ${leaves.dots} 14:58 Bergen
${line('1 Voksen, Standard', `${money(price)} kr`)}
${line(say('Herav mva 12 %|Mva 12 %'), `${money(vat)} kr`)}
${line(say('Totalt|Sum'), `${money(price)} kr`)}
${line(say('Betalt med Vipps|Betalt med kort'), `${money(price)} kr`)}
`
  const sums = { vat: plain(vat), gross: plain(price), currency: 'NOK' }
  return { text, truth: { issuer: name, issuedOn: bought.iso, ...sums } }
}

/** The receipt of an airline. */
export function airTicket(maker: Maker): MadeDocument {
  const { say, random } = maker
  const [fare, taxes] = [between(maker, 60, 700), between(maker, 20, 150)]
  const base = year(maker)
  const [issued, leaves] = [day(base, 4), day(base, 40)]
  const name = pick(['Borealis Airways Ltd', 'Skyhaven Airlines Ltd'], random)
  const text = `
${name}
${say('Electronic Ticket Receipt|Booking Receipt')}

Booking reference: ${pick(['QX7TRA', 'ZK4PLM'], random)}
${say('Date of issue|Issued')}: ${inWords(issued.iso)}
Ticket number: 117-${digits(10, random)}
Passenger: HUGHES/EMMA MS

BO ${digits(3, random)}     LHR - OSL     ${inWords(leaves.iso)}     07:45

${line('Fare', `GBP ${money(fare, '.', ',')}`)}
${line('Taxes, fees and charges', `GBP ${money(taxes, '.', ',')}`)}
${line(say('Total fare|Total amount'), `GBP ${money(fare + taxes, '.', ',')}`)}
Form of payment: Visa ************${digits(4, random)}
`
  return { text, truth: { issuer: name, issuedOn: issued.iso, currency: 'GBP', gross: plain(fare + taxes) } }
}
