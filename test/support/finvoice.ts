interface Facts {
  /** Before every amount and quantity. */
  readonly sign?: '' | '-'
  readonly type?: string
  readonly rows?: string
  readonly details?: string
}

export const row = (net: string, name = 'Kahvi', more = '') =>
  `<InvoiceRow><ArticleIdentifier>K-1</ArticleIdentifier><ArticleName>${name}</ArticleName><InvoicedQuantity QuantityUnitCode="kpl" QuantityUnitCodeUN="C62">10,00</InvoicedQuantity><UnitPriceAmount AmountCurrencyIdentifier="EUR" UnitPriceUnitCode="EUR/kpl">10,00</UnitPriceAmount><RowPositionIdentifier>1</RowPositionIdentifier>${more}<RowVatRatePercent>25,5</RowVatRatePercent><RowVatCode>S</RowVatCode><RowVatAmount AmountCurrencyIdentifier="EUR">25,50</RowVatAmount><RowVatExcludedAmount AmountCurrencyIdentifier="EUR">${net}</RowVatExcludedAmount></InvoiceRow>`

/** A small Finvoice of our own making, after the guidelines of Finance Finland: 100 EUR and 25.5 % VAT. */
export function finvoice({ sign = '', type = 'INV01', rows = row(`${sign}100,00`), details = '' }: Facts = {}): Buffer {
  const amount = (name: string, value: string) => `<${name} AmountCurrencyIdentifier="EUR">${sign}${value}</${name}>`
  return Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-15"?>
<Finvoice Version="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="Finvoice3.0.xsd">
<MessageTransmissionDetails><MessageSenderDetails><FromIdentifier>003723609016</FromIdentifier><FromIntermediator>HELSFIHH</FromIntermediator></MessageSenderDetails></MessageTransmissionDetails>
<SellerPartyDetails><SellerPartyIdentifier>2372513-5</SellerPartyIdentifier><SellerOrganisationName>Pohjoisen Paahtimo Oy</SellerOrganisationName><SellerOrganisationTaxCode>FI23725135</SellerOrganisationTaxCode><SellerPostalAddressDetails><SellerStreetName>Hämeentie 3</SellerStreetName><SellerTownName>Helsinki</SellerTownName><SellerPostCodeIdentifier>00530</SellerPostCodeIdentifier><CountryCode>FI</CountryCode></SellerPostalAddressDetails></SellerPartyDetails>
<SellerOrganisationUnitNumber>003723725135</SellerOrganisationUnitNumber>
<SellerInformationDetails><SellerAccountDetails><SellerAccountID IdentificationSchemeName="IBAN">FI4819503000000010</SellerAccountID><SellerBic IdentificationSchemeName="BIC">ITELFIHH</SellerBic></SellerAccountDetails><SellerAccountDetails><SellerAccountID IdentificationSchemeName="IBAN">FI2112345600000785</SellerAccountID><SellerBic IdentificationSchemeName="BIC">NDEAFIHH</SellerBic></SellerAccountDetails></SellerInformationDetails>
<BuyerPartyDetails><BuyerPartyIdentifier>0514039-5</BuyerPartyIdentifier><BuyerOrganisationName>Fjordkaffe Oy</BuyerOrganisationName></BuyerPartyDetails>
<DeliveryDetails><DeliveryDate Format="CCYYMMDD">20260301</DeliveryDate></DeliveryDetails>
<InvoiceDetails><InvoiceTypeCode>${type}</InvoiceTypeCode><OriginCode>Original</OriginCode><InvoiceNumber>40717</InvoiceNumber><InvoiceDate Format="CCYYMMDD">20260302</InvoiceDate><BuyerReferenceIdentifier>KP 12</BuyerReferenceIdentifier><OrderIdentifier>T-99</OrderIdentifier>
${amount('InvoiceTotalVatExcludedAmount', '100,00')}${amount('InvoiceTotalVatAmount', '25,50')}${amount('InvoiceTotalVatIncludedAmount', '125,50')}
<VatSpecificationDetails>${amount('VatBaseAmount', '100,00')}<VatRatePercent>25,5</VatRatePercent><VatCode>S</VatCode>${amount('VatRateAmount', '25,50')}</VatSpecificationDetails>
<InvoiceFreeText>Kiitos tilauksesta</InvoiceFreeText><PaymentTermsDetails><PaymentTermsFreeText>14 pv netto</PaymentTermsFreeText><InvoiceDueDate Format="CCYYMMDD">20260316</InvoiceDueDate></PaymentTermsDetails>${details}</InvoiceDetails>
${rows}
<EpiDetails><EpiIdentificationDetails><EpiDate Format="CCYYMMDD">20260302</EpiDate></EpiIdentificationDetails><EpiPartyDetails><EpiBfiPartyDetails><EpiBfiIdentifier IdentificationSchemeName="BIC">NDEAFIHH</EpiBfiIdentifier></EpiBfiPartyDetails><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>Pohjoisen Paahtimo Oy</EpiNameAddressDetails><EpiAccountID IdentificationSchemeName="IBAN">FI2112345600000785</EpiAccountID></EpiBeneficiaryPartyDetails></EpiPartyDetails><EpiPaymentInstructionDetails><EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">407171</EpiRemittanceInfoIdentifier><EpiInstructedAmount AmountCurrencyIdentifier="EUR">${sign ? '0,00' : '125,50'}</EpiInstructedAmount><EpiCharge ChargeOption="SHA">SHA</EpiCharge><EpiDateOptionDate Format="CCYYMMDD">20260316</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails>
</Finvoice>`,
    'latin1',
  )
}
