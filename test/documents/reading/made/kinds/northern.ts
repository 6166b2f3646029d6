import { toIban } from '#src/kernel/iban.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { makeViite } from '#src/kernel/viite.ts'
import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

/** A Finnish invoice: reference number with its check digit, IBAN, business ID. */
export function finnishInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const base = year(maker)
  const [issued, due, net] = [day(base, 5), day(base, 19), between(maker, 100, 9000)]
  const vat = Math.round((net * 255) / 1000)
  const [number, viite] = [digits(6, random), makeViite(digits(7 + below(6, random), random))]
  const account = toIban('FI', digits(14, random))
  const name = pick(['Koivula Sähkö Oy', 'Rantalan Rakennus Oy'], random)
  const grouped = viite.replace(/\B(?=(\d{5})+$)/g, ' ')
  const text = `
${columns(
  [
    name,
    'Kauppakatu 12, 33100 Tampere',
    'Y-tunnus 1572860-0',
    '',
    'Nordby Bakeri Oy',
    'Satamakatu 4',
    '00100 Helsinki',
  ],
  [
    'LASKU',
    `${say('Laskun numero|Laskunumero')}   ${number}`,
    `${say('Laskun päivämäärä|Päiväys')}   ${issued.dots}`,
    `${say('Eräpäivä|Maksettava viimeistään')}   ${due.dots}`,
    `${say('Viitenumero|Viite')}   ${grouped}`,
  ],
)}

${line(say('Kuvaus|Tuote'), say('Summa|Yhteensä'))}
${line('Asennustyö', money(net))}
${line(say('Veroton yhteensä|Yhteensä ilman ALV'), money(net))}
${line(say('ALV 25,5 %|Arvonlisävero 25,5 %'), money(vat))}
${line(say('Maksettava yhteensä EUR|Yhteensä EUR'), money(net + vat))}

${say('Tilinumero|IBAN')} ${account.replace(/(.{4})(?=.)/g, '$1 ')}
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(net + vat), currency: 'EUR' }
  const paid = { paymentReference: viite, account, organisationNumber: '15728600' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...paid } }
}

/** A Swedish invoice: OCR number and bankgiro, rounded to whole kronor. */
export function swedishInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const base = year(maker)
  const [issued, due, net] = [day(base, 5), day(base, 35), between(maker, 100, 9000)]
  const vat = Math.round(net / 4)
  const gross = net + vat
  const payable = Math.round(gross / 100) * 100
  const [number, ocr] = [digits(5, random), makeKid(digits(8, random))]
  const giro = `${digits(4, random)}-${digits(4, random)}`
  const name = pick(['Lindqvist Elteknik AB', 'Björkstad Måleri AB'], random)
  const text = `
${columns(
  [
    name,
    'Verkstadsgatan 8, 111 22 Stockholm',
    'Org.nr 556016-0680',
    '',
    'Nordby Bageri AB',
    'Hamngatan 4',
    '411 14 Göteborg',
  ],
  [
    'FAKTURA',
    `${say('Fakturanummer|Fakturanr')}   ${number}`,
    `${say('Fakturadatum|Datum')}   ${issued.iso}`,
    `${say('Förfallodatum|Oss tillhanda senast')}   ${due.iso}`,
    `${say('OCR-nummer|OCR')}   ${ocr}`,
  ],
)}

${line('Benämning', 'Belopp')}
${line('Elinstallation', money(net))}
${line(say('Summa exkl moms|Netto'), money(net))}
${line(say('Moms 25 %|25 % moms'), money(vat))}
${line(say('Summa inkl moms|Totalt inkl moms'), money(gross))}
${payable === gross ? '' : line('Öresavrundning', money(payable - gross))}
${line(say('Att betala SEK|Att betala, kr'), money(payable))}

Bankgiro ${giro}          Godkänd för F-skatt
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(gross), payable: plain(payable), currency: 'SEK' }
  const paid = { paymentReference: ocr, account: giro }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...paid } }
}
