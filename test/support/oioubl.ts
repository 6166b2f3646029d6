const XMLNS =
  'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'

const amount = (name: string, value: string) => `<cbc:${name} currencyID="DKK">${value}</cbc:${name}>`

export const subtotal = (
  taxable: string,
  tax: string,
  category = 'StandardRated',
  scheme = '63',
  name = 'Moms',
  percent = '25',
) =>
  `<cac:TaxSubtotal>${amount('TaxableAmount', taxable)}${amount('TaxAmount', tax)}<cac:TaxCategory><cbc:ID schemeID="urn:oioubl:id:taxcategoryid-1.1" schemeAgencyID="320">${category}</cbc:ID>${percent ? `<cbc:Percent>${percent}</cbc:Percent>` : ''}<cac:TaxScheme><cbc:ID schemeID="urn:oioubl:id:taxschemeid-1.1" schemeAgencyID="320">${scheme}</cbc:ID><cbc:Name>${name}</cbc:Name></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>`

export const total = (tax: string, ...subtotals: readonly string[]) =>
  `<cac:TaxTotal>${amount('TaxAmount', tax)}${subtotals.join('')}</cac:TaxTotal>`

const party = (name: string, cvr: string, endpoint: string) =>
  `<cac:Party>${endpoint}<cac:PartyIdentification><cbc:ID schemeID="DK:CVR">DK${cvr}</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:AddressFormatCode listID="urn:oioubl:codelist:addressformatcode-1.1" listAgencyID="320">StructuredDK</cbc:AddressFormatCode><cbc:StreetName>Vestergade</cbc:StreetName><cbc:BuildingNumber>12 B</cbc:BuildingNumber><cbc:CityName>Aarhus C</cbc:CityName><cbc:PostalZone>8000</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DK</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID schemeID="DK:SE">DK${cvr}</cbc:CompanyID><cac:TaxScheme><cbc:ID schemeID="urn:oioubl:id:taxschemeid-1.1" schemeAgencyID="320">63</cbc:ID><cbc:Name>Moms</cbc:Name></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName><cbc:CompanyID schemeID="DK:CVR">DK${cvr}</cbc:CompanyID></cac:PartyLegalEntity><cac:Contact><cbc:ID>7</cbc:ID><cbc:Name>Mette Holm</cbc:Name></cac:Contact></cac:Party>`

export const SLIP = `<cac:PaymentMeans><cbc:ID>1</cbc:ID><cbc:PaymentMeansCode>93</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-03-16</cbc:PaymentDueDate><cbc:PaymentChannelCode listID="urn:oioubl:codelist:paymentchannelcode-1.1" listAgencyID="320">DK:FIK</cbc:PaymentChannelCode><cbc:InstructionID>000000000111111</cbc:InstructionID><cbc:PaymentID schemeID="urn:oioubl:id:paymentid-1.1" schemeAgencyID="320">71</cbc:PaymentID><cac:CreditAccount><cbc:AccountID>88888888</cbc:AccountID></cac:CreditAccount></cac:PaymentMeans>`

export const BANK = `<cac:PaymentMeans><cbc:ID>1</cbc:ID><cbc:PaymentMeansCode>42</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-03-16</cbc:PaymentDueDate><cbc:PaymentChannelCode listID="urn:oioubl:codelist:paymentchannelcode-1.1" listAgencyID="320">DK:BANK</cbc:PaymentChannelCode><cac:PayeeFinancialAccount><cbc:ID>0012345678</cbc:ID><cbc:PaymentNote>A00095678</cbc:PaymentNote><cac:FinancialInstitutionBranch><cbc:ID>1234</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>`

interface Facts {
  readonly kind?: 'Invoice' | 'CreditNote'
  readonly means?: string
  readonly taxes?: string
  readonly charges?: string
  readonly exclusive?: string
  readonly inclusive?: string
}

/** A small OIOUBL of our own making, after the guidelines on oioubl.info: 5000 DKK and 25 % VAT. */
export function oioubl(facts: Facts = {}): Buffer {
  const { kind = 'Invoice', means = SLIP, taxes = total('1250.00', subtotal('5000.00', '1250.00')) } = facts
  const { charges = '', exclusive = '1250.00', inclusive = '6250.00' } = facts
  const isInvoice = kind === 'Invoice'
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<${kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${kind}-2" ${XMLNS}>
<cbc:UBLVersionID>2.0</cbc:UBLVersionID><cbc:CustomizationID>OIOUBL-2.02</cbc:CustomizationID><cbc:ProfileID schemeID="urn:oioubl:id:profileid-1.2" schemeAgencyID="320">urn:www.nesubl.eu:profiles:profile5:ver2.0</cbc:ProfileID>
<cbc:ID>A00095678</cbc:ID><cbc:IssueDate>2026-03-02</cbc:IssueDate>${isInvoice ? '<cbc:InvoiceTypeCode listID="urn:oioubl:codelist:invoicetypecode-1.1" listAgencyID="320">380</cbc:InvoiceTypeCode>' : ''}<cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode><cbc:AccountingCost>5250124502</cbc:AccountingCost>
<cac:OrderReference><cbc:ID>5002701</cbc:ID></cac:OrderReference>
<cac:AccountingSupplierParty>${party('Nordvirke A/S', '16356706', '<cbc:EndpointID schemeID="DK:CVR">DK16356706</cbc:EndpointID>')}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>${party('Fjordkaffe ApS', '12345674', '<cbc:EndpointID schemeAgencyID="9" schemeID="GLN">5798009811578</cbc:EndpointID>')}</cac:AccountingCustomerParty>
${means}${charges}${taxes}
<cac:LegalMonetaryTotal>${amount('LineExtensionAmount', '5000.00')}${amount('TaxExclusiveAmount', exclusive)}${amount('TaxInclusiveAmount', inclusive)}${amount('PayableAmount', inclusive)}</cac:LegalMonetaryTotal>
<cac:${kind}Line><cbc:ID>1</cbc:ID><cbc:${isInvoice ? 'Invoiced' : 'Credited'}Quantity unitCode="EA">10</cbc:${isInvoice ? 'Invoiced' : 'Credited'}Quantity>${amount('LineExtensionAmount', '5000.00')}${total('1250.00', subtotal('5000.00', '1250.00'))}<cac:Item><cbc:Description>Borde af eg</cbc:Description><cbc:Name>N/A</cbc:Name><cac:SellersItemIdentification><cbc:ID schemeID="n/a">5712345780121</cbc:ID></cac:SellersItemIdentification></cac:Item><cac:Price>${amount('PriceAmount', '500.00')}<cbc:BaseQuantity unitCode="EA">1</cbc:BaseQuantity></cac:Price></cac:${kind}Line>
</${kind}>`)
}
