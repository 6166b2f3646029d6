import { makeKid } from '#src/kernel/kid.ts'
import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

/** An invoice of another country of the Union: no VAT, the buyer owes it. */
export function reverseCharge(maker: Maker): MadeDocument {
  const { say, random } = maker
  const base = year(maker)
  const [issued, due, net, number] = [day(base, 5), day(base, 35), between(maker, 100, 9000), `RE-${digits(5, random)}`]
  const name = pick(['Weber Maschinenbau GmbH', 'Feldmark Technik GmbH'], random)
  const text = `
${name}
Hauptstraße 12, 50667 Köln
USt-IdNr. DE123456789

Nordby Bakeri AS
Havnegata 4
7010 Trondheim
${say('USt-IdNr. des Kunden|Ihre USt-IdNr.')}: NO974760673MVA

${say('Rechnungsnummer|Rechnung Nr.')} ${number}
${say('Rechnungsdatum|Datum')} ${issued.dots}
${say('Zahlbar bis|Fällig am')} ${due.dots}

${line('Bezeichnung', 'Betrag')}
${line('Ersatzteile Knetmaschine', money(net, ',', '.'))}
${line(say('Nettobetrag|Summe netto'), money(net, ',', '.'))}
${line('MwSt. 0 %', '0,00')}
${line(say('Rechnungsbetrag EUR|Gesamtbetrag EUR'), money(net, ',', '.'))}
${say('Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge)|Innergemeinschaftliche Lieferung, steuerfrei')}
IBAN DE89 3704 0044 0532 0130 00
`
  const sums = { net: plain(net), gross: plain(net), payable: plain(net) }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, currency: 'EUR', ...sums } }
}

/** Less is to pay until an earlier day. */
export function earlyDiscount(maker: Maker): MadeDocument {
  const { say, random } = maker
  const base = year(maker)
  const [issued, early, due] = [day(base, 5), day(base, 15), day(base, 35)]
  const net = between(maker, 100, 9000)
  const vat = Math.round((net * 19) / 100)
  const [gross, number] = [net + vat, digits(7, random)]
  const less = gross - Math.round((gross * 2) / 100)
  const name = pick(['Brandholt Papier GmbH', 'Steinworth Werbung GmbH'], random)
  const terms = say(
    `Bei Zahlung bis ${early.dots} 2 % Skonto (${money(less, ',', '.')} EUR), zahlbar netto bis ${due.dots}.|Zahlbar bis ${due.dots} ohne Abzug, bis ${early.dots} abzüglich 2 % Skonto = ${money(less, ',', '.')} EUR.`,
  )
  const text = `
${name}
Lindenallee 3, 20095 Hamburg
USt-IdNr. DE123456789

${say('Rechnungsnummer|Rechnung Nr.')} ${number}          ${say('Rechnungsdatum|Datum')} ${issued.dots}

${line('Leistung', 'Betrag')}
${line('Druck von Katalogen', money(net, ',', '.'))}
${line(say('Nettobetrag|Summe netto'), money(net, ',', '.'))}
${line(say('MwSt. 19 %|zzgl. 19 % USt.'), money(vat, ',', '.'))}
${line(say('Gesamtbetrag EUR|Bruttobetrag EUR'), money(gross, ',', '.'))}

${terms}
IBAN DE89 3704 0044 0532 0130 00
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(gross), payable: plain(gross) }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums } }
}

/** A reminder: the sum of the invoice, a fee, interest, and what is to pay until a new day. */
export function reminder(maker: Maker): MadeDocument {
  const { say, random } = maker
  const base = year(maker)
  const [invoiced, written, due] = [day(base, 0), day(base, 50), day(base, 64)]
  const [sum, fee, interest] = [between(maker, 100, 9000), 3500, between(maker, 1, 90)]
  const [number, kid] = [digits(6, random), makeKid(digits(9, random))]
  const name = pick(['Fossheim Rør AS', 'Elvberg Elektro AS'], random)
  const text = `
${columns(
  [name, 'Storgata 12, 0155 Oslo', 'Org.nr. 923 609 016 MVA', '', 'Nordby Bakeri AS', 'Havnegata 4', '7010 Trondheim'],
  [
    say('PURRING|BETALINGSPÅMINNELSE'),
    `${say('Fakturanummer|Fakturanr.')}   ${number}`,
    `${say('Fakturadato|Opprinnelig fakturadato')}   ${invoiced.dots}`,
    `${say('Purredato|Dato')}   ${written.dots}`,
    `${say('Ny forfallsdato|Betalingsfrist')}   ${due.dots}`,
  ],
)}

${line(say('Fakturabeløp|Opprinnelig beløp'), money(sum))}
${line('Purregebyr', money(fee))}
${line('Forsinkelsesrente', money(interest))}
${line(say('Å betale|Sum å betale'), money(sum + fee + interest))}

KID: ${kid}          Kontonummer: 1234.56.78911
`
  const payable = plain(sum + fee + interest)
  return {
    text,
    truth: { issuer: name, number, dueOn: due.iso, payable, paymentReference: kid, account: '12345678911' },
  }
}

/** A Danish invoice that is paid by the line of a giro card (FIK 71). */
export function danishCard(maker: Maker): MadeDocument {
  const { say, random } = maker
  const base = year(maker)
  const [issued, due, net] = [day(base, 5), day(base, 19), between(maker, 100, 9000)]
  const vat = Math.round(net / 4)
  const number = digits(5, random)
  const id = makeKid(digits(14, random))
  const text = `
Lyngby Kontor ApS
Vestergade ${1 + below(80, random)}, 2100 København Ø
CVR-nr. 13585628

${say('Fakturanr.|Fakturanummer')} ${number}
${say('Fakturadato|Dato')} ${issued.dots}
${say('Forfaldsdato|Betalingsfrist')} ${due.dots}

${line('Kontorartikler', money(net, ',', '.'))}
${line(say('Subtotal|I alt ekskl. moms'), money(net, ',', '.'))}
${line(say('Moms 25 %|25 % moms'), money(vat, ',', '.'))}
${line(say('Total DKK|I alt DKK'), money(net + vat, ',', '.'))}

${say('Betales via netbank|Indbetalingskort')}: +71<${id} +${digits(8, random)}<
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(net + vat) }
  return {
    text,
    truth: { issuer: 'Lyngby Kontor ApS', number, issuedOn: issued.iso, dueOn: due.iso, ...sums, paymentReference: id },
  }
}
