import type { WordTable } from './concept.ts'

export const PARTY_WORDS: WordTable = [
  [
    'seller',
    'seller | supplier | vendor | issuer | issued by | invoice from | sold by | from company | selger | leverandor | saljare | leverantor | saelger | avsender | utsteder | verkaufer | lieferant | rechnungssteller | fournisseur | vendeur | emetteur | verkoper | leverancier | your supplier | sold and shipped by | aussteller | rechnungsaussteller | verkauft von | solgt av | salt av | salgt af | vendu par | verkocht door',
  ],
  [
    'payee',
    'titulaire du compte | kontohaver | ten name van | t n v | payee | betalingsmottaker | mottaker konto | beneficiary | kontoinhaber | betalningsmottagare | remit to | account name | account holder | begunstigde | beneficiaire | mottaker | empfanger kontoinhaber | saaja',
  ],
  [
    'buyer',
    'bill to | billed to | billing address | invoice to | invoiced to | invoice address | sold to | customer name | buyer | bill address | purchaser | attention | attn | fakturaadresse | faktureres til | faktura til | faktureringsadress | fakturaadress | fakturamottaker | fakturamottagare | kjoper | kopare | kober | kundens navn | kundenavn | rechnungsadresse | rechnungsempfanger | leistungsempfanger | rechnung an | kaufer | kunde | empfanger | facture a | facturer a | adresse de facturation | client | acheteur | destinataire | factuuradres | factuur aan | koper | klantgegevens | to customer | your details | betaler | betalt av | payer | billing details | recipient | deres org nr | guest name | customer | laskutusosoite | laskun saaja | asiakas',
  ],
  [
    'shipTo',
    'ship to | deliver to | delivery address | shipping address | leveringsadresse | leveransadress | levert til | leveres til | lieferadresse | lieferanschrift | adresse de livraison | livre a | afleveradres | bezorgadres | leveringsadres | shipped to | delivered to | warenempfanger | toimitusosoite',
  ],
  [
    'agent',
    'tax representative | fiscal representative | avgiftsrepresentant | skatterepresentant | momsrepresentant | skatteombud | steuervertreter | fiskalvertreter | representant fiscal | fiscaal vertegenwoordiger | rappresentante fiscale | representante fiscal | przedstawiciel podatkowy | veroedustaja',
  ],
  [
    'person',
    'contact | kontakt | kontaktperson | saksbehandler | sachbearbeiter | ansprechpartner | bearbeiter | handlaggare | selger navn',
  ],
  [
    'phone',
    'tel | phone | telephone | telefon | tlf | fax | telefax | mobile | mobil | mob | faks | telefoon | telephone no | h p | hp | hotline | handphone | whatsapp | whatsapps | telefonnr | kundeservice | kundtjanst | customer service | customer care | careline | contact no | puh | puhelin',
  ],
  [
    'email',
    'e mail | email | e post | epost | mail | website | web | www | http | https | internet | hjemmeside | nettside | hemsida | facebook | webseite | courriel',
  ],
  [
    'orgNumber',
    'org nr | orgnr | org no | orgno | org nummer | organisationsnr | orgnummer | organisasjonsnr | organisasjonsnummer | organisationsnr | organisationsnummer | foretaksregisteret | foretaksnr | cvr | cvr nr | cvr no | cvrnr | cvr nummer | cvr number | se nr | company no | company number | company reg no | company reg | company registration | company registration no | co reg no | co reg | co no | reg no | registration no | registration number | reg number | business no | roc no | roc | handelsregister | hrb | amtsgericht | registergericht | siren | siret | rcs | r c s | kvk | kvk nr | kvk nummer | kamer van koophandel | handelsregister nr | foretak | y tunnus | krs | regon | abn | acn | uen | brn | ssm | trade register | ondernemingsnummer | handelsreg',
  ],
  [
    'vatNumber',
    'vat no | vat number | vat reg no | vat reg | vat registration | vat registration no | vat registration number | vat id | vatin | gst no | gst reg no | gst id | gst id no | gst reg | gst registration no | gst ref no | gstin | mva nr | mvanr | momsnr | moms nr | moms reg nr | momsreg nr | momsregistreringsnummer | vat nr | ust id | ust idnr | ust id nr | ustid | ustidnr | umsatzsteuer id | umsatzsteuer identifikationsnummer | umsatzsteuer idnr | steuernummer | steuer nr | st nr | uid | no tva | numero de tva | n tva | tva intracommunautaire | numero tva | n tva intracommunautaire | tva intracom | n tva intracom | n de tva | no de tva | n de tva intracommunautaire | numero de tva intracommunautaire | identification tva | identifiant tva | num tva | btw nr | btw nummer | btwnr | btw id | btw identificatienummer | btw ident nr | ust ident nr | umsatzsteuer ident nr | tax id | tax id no | tax reg no | tax registration no | tax number | tin | ein no | fein | federal tax id | employer identification number | nip | p iva | partita iva | nif | cif | sst no | sst id | sst reg no | no id gst | gst identification no | id gst | vat',
  ],
  [
    'formerly',
    'owned by | operated by | managed by | licensee of | a division of | a subsidiary of | member of | formerly known as | formerly | previously known as | tidligere | f k a | ehemals | anciennement',
  ],
  [
    'account',
    'account | konto | kontonr | kontonummer | konto nr | bankkonto | bankkontonr | bank account | bank a c | bank acc | acc no | a c no | account no | bank account no | bank account number | bank account num | til konto | fra konto | kreditkonto | betal til konto | bankkontonummer | bankforbindelse | bankverbindung | bankforbindelser | bank | compte | compte bancaire | rekening | rekeningnummer | bankrekening | banknr | reg nr konto | bank konto | tilinumero | tilinro | pankkitili | saajan tilinumero',
  ],
  ['iban', 'iban | iban nr | iban no | iban nummer'],
  ['bic', 'bic | swift | swift bic | bic swift | swift code | swift kode | bic code | blz | bankleitzahl | sort code'],
  ['giro', 'bankgiro | bankgironummer | bankgironr | bg | plusgiro | plusgironummer | pg | postgiro | pankkisiirto'],
]
