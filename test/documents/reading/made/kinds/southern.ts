import { below, pick } from '#test/support/random.ts'
import { digits } from '../invent-invoice.ts'
import { between, columns, day, line, type MadeDocument, type Maker, money, plain, year } from './sheet.ts'

const slashes = (iso: string): string => iso.split('-').reverse().join('/')

/** A French invoice: SIRET, an instalment that was paid, what is left. */
export function frenchInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 200, 9000)
  const vat = Math.round(net / 5)
  const gross = net + vat
  const paid = Math.round(gross / 3)
  const base = year(maker)
  const [issued, due] = [day(base, 8), day(base, 38)]
  const number = `FA${digits(6, random)}`
  const name = pick(['Menuiserie Leroux SARL', 'Ateliers du Rhône SAS'], random)
  const text = `
${name}
12 rue des Lilas, 69002 Lyon
SIRET : 732 829 320 00074 - RCS Lyon 732 829 320
N° TVA intracommunautaire : FR44732829320

${columns(
  [
    `${say('Facture n°|FACTURE N°')} ${number}`,
    `${say('Date de facture|Date')} : ${slashes(issued.iso)}`,
    `${say("Date d'échéance|Échéance")} : ${slashes(due.iso)}`,
    `${say('Réf. client|Code client')} : C${digits(4, random)}`,
  ],
  [say('Facturé à|Client'), 'Boulangerie Martin SAS', '4 avenue Victor Hugo', '75011 Paris'],
)}

${line('Désignation          Qté          PU HT', 'Total HT')}
${line(`Pose de fenêtres          1          ${money(net)}`, money(net))}
${line(say('Total HT|Montant HT'), `${money(net)} €`)}
${line(say('TVA 20 %|Montant TVA (20 %)'), `${money(vat)} €`)}
${line(say('Total TTC|Montant TTC'), `${money(gross)} €`)}
${line(say('Acompte versé|Acompte'), `-${money(paid)} €`)}
${line(say('Net à payer|Reste à payer'), `${money(gross - paid)} €`)}
IBAN : FR76 3000 6000 0112 3456 7890 189
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(gross), payable: plain(gross - paid), currency: 'EUR' }
  const account = 'FR7630006000011234567890189'
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, account } }
}

/** An Italian invoice as its electronic form is printed: who gives, who takes, the summary of VAT. */
export function italianInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 9000)
  const vat = Math.round((net * 22) / 100)
  const gross = net + vat
  const base = year(maker)
  const [issued, due] = [day(base, 8), day(base, 38)]
  const number = `${1 + below(900, random)}/${base}`
  const name = pick(['Officine Bianchi S.r.l.', 'Tipografia Moderna S.n.c.'], random)
  const text = `
${columns(
  [
    say('Cedente/prestatore (fornitore)|Fornitore'),
    name,
    'P.IVA: IT00743110157',
    'Via Garibaldi 12',
    '20121 Milano MI',
  ],
  [
    say('Cessionario/committente (cliente)|Cliente'),
    'Panificio Rossi S.p.A.',
    'P.IVA: IT01234567890',
    'Corso Italia 4',
    '10121 Torino TO',
  ],
)}

${say('Fattura n.|Numero fattura')} ${number}          ${say('Data documento|Data fattura')} ${slashes(issued.iso)}

${line('Descrizione          Quantità          Prezzo unitario', 'Importo')}
${line(`Manutenzione          1          ${money(net, ',', '.')}`, money(net, ',', '.'))}
Riepilogo IVA
Aliquota          Imponibile          Imposta
22,00 %          ${money(net, ',', '.')}          ${money(vat, ',', '.')}
${line(say('Totale imponibile|Imponibile'), money(net, ',', '.'))}
${line(say('Totale IVA|Imposta'), money(vat, ',', '.'))}
${line(say('Totale documento|Totale fattura'), `€ ${money(gross, ',', '.')}`)}
${say('Modalità di pagamento: bonifico|Pagamento: bonifico bancario')}     ${say('Data scadenza|Scadenza')} ${slashes(due.iso)}
IBAN IT60 X054 2811 1010 0000 0123 456
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(gross), currency: 'EUR' }
  const known = { organisationNumber: 'IT00743110157', account: 'IT60X0542811101000000123456' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...known } }
}

/** A Spanish bill of a supplier of power. */
export function spanishBill(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 30, 400)
  const vat = Math.round((net * 21) / 100)
  const base = year(maker)
  const [issued, due, from, to] = [day(base, 3), day(base, 18), day(base, -28), day(base, 0)]
  const number = `FE${digits(9, random)}`
  const name = pick(['Luz del Sur S.A.', 'Energía Cantábrica S.L.'], random)
  const text = `
${name}
C/ Mayor 12, 28013 Madrid
CIF: A12345674

${columns(
  [
    say('Datos de la factura|FACTURA'),
    `${say('Nº factura|Número de factura')}: ${number}`,
    `${say('Fecha de emisión|Fecha factura')}: ${slashes(issued.iso)}`,
    `${say('Periodo de facturación|Periodo')}: ${slashes(from.iso)} - ${slashes(to.iso)}`,
    `${say('Vencimiento|Fecha de vencimiento')}: ${slashes(due.iso)}`,
  ],
  [say('Datos del cliente|Cliente'), 'María López', 'Plaza Nueva 4', '41001 Sevilla', 'NIF: 12345678Z'],
)}

${line('Potencia y energía', `${money(net, ',', '.')} €`)}
${line(say('Base imponible|Subtotal'), `${money(net, ',', '.')} €`)}
${line(say('IVA 21%|IVA (21 %)'), `${money(vat, ',', '.')} €`)}
${line(say('Total factura|Importe total'), `${money(net + vat, ',', '.')} €`)}
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(net + vat), currency: 'EUR' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums } }
}

/** A Polish invoice: seller and buyer beside each other, a table of rates, what is to pay. */
export function polishInvoice(maker: Maker): MadeDocument {
  const { say, random } = maker
  const net = between(maker, 100, 9000)
  const vat = Math.round((net * 23) / 100)
  const base = year(maker)
  const [issued, due] = [day(base, 8), day(base, 22)]
  const number = `FV/${1 + below(900, random)}/03/${base}`
  const name = pick(['Drukarnia Wisła Sp. z o.o.', 'Serwis Bałtyk Sp. z o.o.'], random)
  const text = `
${say('Faktura VAT nr|Faktura nr')} ${number}

${say('Data wystawienia|Wystawiono dnia')}: ${issued.dots}     Data sprzedaży: ${day(base, 6).dots}
${say('Termin płatności|Termin zapłaty')}: ${due.dots}     Sposób płatności: przelew

${columns(
  ['Sprzedawca:', name, 'ul. Polna 12', '00-950 Warszawa', 'NIP: 526-104-08-28'],
  ['Nabywca:', 'Piekarnia Nowak Sp. z o.o.', 'ul. Kwiatowa 4', '30-001 Kraków', 'NIP: 123-456-32-18'],
)}

${line('Lp.   Nazwa towaru lub usługi     Ilość     Cena netto     Wartość netto', 'Wartość brutto')}
${line(`1     Druk ulotek     1     ${money(net)}     ${money(net)}`, money(net + vat))}
${line('Stawka VAT          Netto          VAT', 'Brutto')}
${line(`23%          ${money(net)}          ${money(vat)}`, money(net + vat))}
${line(`${say('Razem|Ogółem')}          ${money(net)}          ${money(vat)}`, money(net + vat))}
${line(say('Do zapłaty|Razem do zapłaty'), `${money(net + vat)} PLN`)}
${say('Nr konta|Numer rachunku')}: 61 1090 1014 0000 0712 1981 2874
`
  const sums = { net: plain(net), vat: plain(vat), gross: plain(net + vat), currency: 'PLN' }
  const known = { organisationNumber: '5261040828', account: 'PL61109010140000071219812874' }
  return { text, truth: { issuer: name, number, issuedOn: issued.iso, dueOn: due.iso, ...sums, ...known } }
}
