/** Where a number of its own goes into each invoice, ten digits. */
export const COUNTER = '##########'

const LINES = 7
const NET_OF_LINE = 100

const amount = (name: string, value: number): string =>
  `<cbc:${name} currencyID="NOK">${value.toFixed(2)}</cbc:${name}>`
const TAX_CATEGORY = `<cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>`

const address = (street: string, city: string, code: string): string => `<cac:PostalAddress>
        <cbc:StreetName>${street}</cbc:StreetName>
        <cbc:CityName>${city}</cbc:CityName>
        <cbc:PostalZone>${code}</cbc:PostalZone>
        <cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country>
      </cac:PostalAddress>`

const party = (name: string, number: string, where: string, contact: string): string => `<cac:Party>
      <cbc:EndpointID schemeID="0192">${number}</cbc:EndpointID>
      <cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName>
      ${where}
      <cac:PartyTaxScheme><cbc:CompanyID>NO${number}MVA</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
      <cac:PartyTaxScheme><cbc:CompanyID>Foretaksregisteret</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>${name}</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0192">${number}</cbc:CompanyID>
      </cac:PartyLegalEntity>
      <cac:Contact><cbc:Name>${contact}</cbc:Name><cbc:ElectronicMail>post@nordkraft.example</cbc:ElectronicMail></cac:Contact>
    </cac:Party>`

const line = (number: number): string => `<cac:InvoiceLine>
    <cbc:ID>${number}</cbc:ID>
    <cbc:Note>Delivered in October to the warehouse at the quay, gate ${number}</cbc:Note>
    <cbc:InvoicedQuantity unitCode="EA">4</cbc:InvoicedQuantity>
    ${amount('LineExtensionAmount', NET_OF_LINE)}
    <cac:OrderLineReference><cbc:LineID>${number}</cbc:LineID></cac:OrderLineReference>
    <cac:Item>
      <cbc:Description>Paper for copiers, white, 80 grams, five reams in a box</cbc:Description>
      <cbc:Name>Copy paper ${number}</cbc:Name>
      <cac:SellersItemIdentification><cbc:ID>P-80-${number}</cbc:ID></cac:SellersItemIdentification>
      <cac:ClassifiedTaxCategory>${TAX_CATEGORY}</cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price>${amount('PriceAmount', NET_OF_LINE / 4)}</cac:Price>
  </cac:InvoiceLine>`

/** A Peppol BIS 3 invoice of about 10 KB, with COUNTER in its number. */
export function tenKilobytes(): string {
  const net = LINES * NET_OF_LINE
  const vat = net / 4
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>F-${COUNTER}</cbc:ID>
  <cbc:IssueDate>2026-03-02</cbc:IssueDate>
  <cbc:DueDate>2026-03-16</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>Thank you for your order. Goods that are not as ordered are sent back within 14 days.</cbc:Note>
  <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>Warehouse</cbc:BuyerReference>
  <cac:OrderReference><cbc:ID>O-4711</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty>
    ${party('Nordkraft AS', '991825827', address('Kaiveien 1', 'Bergen', '5003'), 'Kari Nord')}
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>
    ${party('Bench 1 AS', '974760673', address('Torget 2', 'Oslo', '0150'), 'Ola Eier')}
  </cac:AccountingCustomerParty>
  <cac:PaymentMeans>
    <cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
    <cbc:PaymentID>1234567897</cbc:PaymentID>
    <cac:PayeeFinancialAccount><cbc:ID>NO9386011117947</cbc:ID></cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:PaymentTerms><cbc:Note>14 days net</cbc:Note></cac:PaymentTerms>
  <cac:TaxTotal>
    ${amount('TaxAmount', vat)}
    <cac:TaxSubtotal>
      ${amount('TaxableAmount', net)}
      ${amount('TaxAmount', vat)}
      <cac:TaxCategory>${TAX_CATEGORY}</cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    ${amount('LineExtensionAmount', net)}
    ${amount('TaxExclusiveAmount', net)}
    ${amount('TaxInclusiveAmount', net + vat)}
    ${amount('PayableAmount', net + vat)}
  </cac:LegalMonetaryTotal>
  ${Array.from({ length: LINES }, (_, n) => line(n + 1)).join('\n  ')}
</Invoice>
`
}
