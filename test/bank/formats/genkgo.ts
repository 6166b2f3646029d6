import type {
  Account,
  Address,
  Balance,
  BankCode,
  Charges,
  Entry,
  EntryDetail,
  Moment,
  Party,
  PartyIdentification,
  References,
  RelatedAgent,
  RelatedParty,
  Remittance,
  Statement,
  StatementFile,
} from '#src/bank/formats/statement.ts'
import type { Money } from '#src/kernel/money.ts'

/** The oracle writes an object as getter name to value, "__RECURSIVITY__" where it wrote that object before; a view is our side of it. */
type View = { [getter: string]: unknown }

export const SEEN = '__RECURSIVITY__'

/** Our message as the oracle's getters; a view names only what our model holds. */
export const viewFile = (file: StatementFile): View => ({
  getGroupHeader: {
    getMessageId: file.header.messageId,
    getCreatedOn: viewMoment(file.header.createdAt),
    getAdditionalInformation: file.header.additionalInformation,
    getMessageRecipient: file.header.recipient && {
      ...viewParty(file.header.recipient),
      getContactDetails: null,
      getCountryOfResidence: file.header.recipient.countryOfResidence,
    },
    getPagination: file.header.page && { getPageNumber: file.header.page },
    getOriginalBusinessQuery: file.header.originalQuery && {
      getMessageId: file.header.originalQuery.messageId,
      getMessageNameId: file.header.originalQuery.messageName,
      getCreatedOn: viewMoment(file.header.originalQuery.createdAt),
    },
  },
  getRecords: file.statements.map(viewStatement),
  // The oracle collects them by their index within the statement, so a later statement's entry hides an earlier one's.
  getEntries: Object.values(
    Object.fromEntries(
      file.statements.flatMap((statement) =>
        statement.entries.map((entry) => [entry.index, viewEntry(entry, statement)] as const),
      ),
    ),
  ),
})

const viewStatement = (statement: Statement): View => ({
  getId: statement.id,
  getAccount: viewAccount(statement.account),
  getAdditionalInformation: statement.additionalInformation,
  getBalances: statement.balances.map(viewBalance),
  getCopyDuplicateIndicator: statement.copyOrDuplicate,
  getCreatedOn: viewMoment(statement.createdAt),
  getElectronicSequenceNumber: statement.electronicSequence,
  getLegalSequenceNumber: statement.legalSequence,
  getFromDate: viewMoment(statement.from),
  getToDate: viewMoment(statement.to),
  getPagination: statement.page && { getPageNumber: statement.page },
  getEntries: statement.entries.map((entry) => viewEntry(entry, statement)),
})

const BALANCES: { [type: string]: string } = {
  OPBD: 'opening',
  PRCD: 'opening',
  OPAV: 'opening_available',
  CLBD: 'closing',
  CLAV: 'closing_available',
  FWAV: 'forward_available',
  INFO: 'information',
  ITAV: 'interim_available',
  ITBD: 'interim',
  XPCD: 'expected_credit',
}

const viewBalance = (balance: Balance): View => ({
  getType: BALANCES[balance.type],
  getAmount: viewMoney(balance.amount),
  getDate: viewMoment(balance.date),
})

const viewEntry = (entry: Entry, statement: Statement): View => ({
  getRecord: { ...viewStatement({ ...statement, entries: [] }), getEntries: [SEEN] },
  getIndex: entry.index,
  getReference: entry.reference,
  getAmount: viewMoney(entry.amount),
  getCreditDebitIndicator: entry.direction === 'credit' ? 'CRDT' : 'DBIT',
  getReversalIndicator: entry.isReversal,
  getStatus: entry.status,
  getBookingDate: viewMoment(entry.booked),
  getValueDate: viewMoment(entry.value),
  getAccountServicerReference: entry.bankReference,
  // The oracle does not see a batch that stands right below the entry, as it did in version 1.
  getBatchPaymentId: entry.details.length === 0 ? null : entry.batchPaymentId,
  getBankTransactionCode: viewCode(entry.code),
  getCharges: viewCharges(entry.charges),
  getAdditionalInfo: entry.additionalInformation ?? '',
  getTransactionDetail: entry.details[0] ? viewDetail(entry.details[0]) : null,
  getTransactionDetails: entry.details.map(viewDetail),
})

const viewDetail = (detail: EntryDetail): View => ({
  getReference: viewReferences(detail.references),
  getAmount: viewMoney(detail.amount),
  getRelatedDates: detail.acceptedAt && { getAcceptanceDateTime: viewMoment(detail.acceptedAt) },
  // These two point at the first of their lists.
  getRelatedAgent: detail.agents[0] ? viewAgent(detail.agents[0]) : null,
  getRelatedParty: SEEN,
  getAmountDetails: detail.exchange?.transaction
    ? viewMoney({
        amountMinor:
          detail.direction === 'debit'
            ? -detail.exchange.transaction.amountMinor
            : detail.exchange.transaction.amountMinor,
        currency: detail.exchange.transaction.currency,
      })
    : null,
  getCreditDebitIndicator: detail.direction === 'credit' ? 'CRDT' : 'DBIT',
  getBankTransactionCode: viewCode(detail.code),
  getCharges: viewCharges(detail.charges),
  getRelatedParties: detail.parties.filter(({ role }) => HELD_ROLES.has(role)).map(viewRelatedParty),
  getRelatedAgents: detail.agents.map(viewAgent),
  getRemittanceInformation: viewRemittance(detail.remittance),
  getReturnInformation: detail.returnReason,
  getAdditionalTransactionInformation: detail.additionalInformation,
})

const HELD_ROLES: ReadonlySet<string> = new Set(['creditor', 'debtor', 'ultimateCreditor', 'ultimateDebtor'])

const viewAgent = (agent: RelatedAgent): View => ({
  getRelatedAgentType: { getBIC: agent.bic ?? '', getName: agent.name ?? '' },
})

const viewReferences = (references: References | null): View | null =>
  references && {
    getMessageId: references.messageId,
    getAccountServicerReference: references.bankReference,
    getPaymentInformationId: references.paymentInformationId,
    getInstructionId: references.instructionId,
    getEndToEndId: references.endToEndId,
    getUuidEndToEndReference: references.uetr,
    getTransactionId: references.transactionId,
    getMandateId: references.mandateId,
    getChequeNumber: references.chequeNumber,
    getClearingSystemReference: references.clearingReference,
    getAccountOwnerTransactionId: references.ownerTransactionId,
    getAccountServicerTransactionId: references.servicerTransactionId,
    getMarketInfrastructureTransactionId: references.infrastructureTransactionId,
    getProcessingId: references.processingId,
    getProprietaries: references.proprietary.map(({ type, reference }) => ({ getType: type, getReference: reference })),
  }

const viewMoney = (amount: Money | null): View | null =>
  amount && { getAmount: String(amount.amountMinor), getCurrency: { getCode: amount.currency } }

/** The oracle normalises to UTC and takes a bare date as midnight. */
const viewMoment = (moment: Moment | null): View | null =>
  moment && { '0': moment.at ? moment.at.replace('.000Z', '+00:00') : `${moment.on}T00:00:00+00:00` }

const viewAccount = (account: Account | null): View | null =>
  account && {
    getIdentification: account.number,
    ...(account.kind === 'iban' && { getIban: { getIban: account.number }, getName: account.name }),
    ...(account.kind === 'proprietary' && { getId: account.number }),
    ...(account.kind === 'other' && { getSchemeName: account.scheme, getIssuer: account.issuer }),
  }

const viewCode = (code: BankCode): View => ({
  getDomain: code.domain && {
    getCode: code.domain.code,
    getFamily: { getCode: code.domain.family, getSubFamilyCode: code.domain.subFamily },
  },
  getProprietary: code.proprietary && {
    getCode: code.proprietary.code,
    getIssuer: code.proprietary.issuer ?? '',
  },
})

const viewCharges = (charges: Charges | null): View | null =>
  charges && {
    getTotalChargesAndTaxAmount: charges.total && {
      getAmount: String(charges.total.amountMinor),
      getCurrency: { getCode: charges.total.currency },
    },
    getRecord: SEEN,
    getRecords: charges.records.map((record) => ({
      getAmount: record.amount && viewMoney(chargeSigned(record)),
      getChargesIncludedIndicator: record.isIncluded,
      getIdentification: record.identification,
    })),
  }

const chargeSigned = (record: Charges['records'][number]): Money | null =>
  record.amount && {
    ...record.amount,
    amountMinor: record.direction === 'debit' ? -record.amount.amountMinor : record.amount.amountMinor,
  }

const viewRelatedParty = ({ party, account }: RelatedParty): View => ({
  getAccount: viewAccount(account),
  getRelatedPartyType: party && viewParty(party),
})

const viewParty = (party: Party): View => ({
  getName: party.name,
  getAddress: party.address && viewAddress(party.address),
  getIdentification: party.identification && viewIdentification(party.identification),
})

const viewAddress = (address: Address): View => ({
  getAddressLines: address.lines,
  getDepartment: address.department,
  getSubDepartment: address.subDepartment,
  getStreetName: address.street,
  getBuildingNumber: address.building,
  getPostCode: address.postCode,
  getTownName: address.town,
  getCountrySubDivision: address.subdivision,
  getCountry: address.country,
})

const viewIdentification = (id: PartyIdentification): View => ({
  getBic: id.bic,
  getBei: id.bei,
  getIbei: id.ibei,
  getEangln: id.eanGln,
  getDuns: id.duns,
  getChipsUniversalId: id.chips,
  getTaxId: id.taxId,
  getBankPartyId: id.bankPartyId,
  getOtherId: id.other?.id ?? null,
  getOtherSchemeName: id.other?.scheme ?? null,
  getOtherIssuer: id.other?.issuer ?? null,
  // The oracle fills these two for organisations only, or never.
  getIdentification: id.kind === 'organisation' ? (id.other?.id ?? null) : null,
  getIssuer: null,
  getOtherType: null,
  getBirthDate: id.birth?.on ? { '0': `${id.birth.on}T00:00:00+00:00` } : null,
  getCityOfBirth: id.birth?.city ?? null,
  getProvinceOfBirth: id.birth?.province ?? null,
  getCountryOfBirth: id.birth?.country ?? null,
})

const viewRemittance = (remittance: Remittance | null): View | null => {
  if (!remittance) return null
  const blocks = remittance.structured.map((block) => ({
    getAdditionalRemittanceInformation: block.additional[0] ?? null,
    getCreditorReferenceInformation: block.creditorReference && {
      getCode: block.creditorReference.code,
      getProprietary: block.creditorReference.proprietary,
      getRef: block.creditorReference.reference,
    },
  }))
  return {
    getUnstructuredBlock: remittance.unstructured[0] === undefined ? null : { getMessage: remittance.unstructured[0] },
    getUnstructuredBlocks: remittance.unstructured.map((message) => ({ getMessage: message })),
    getStructuredBlock: blocks[0] ?? null,
    getStructuredBlocks: blocks,
    getCreditorReferenceInformation:
      remittance.unstructured.length > 0 ? null : (blocks[0]?.getCreditorReferenceInformation ?? null),
    getMessage: remittance.unstructured[0] ?? blocks[0]?.getCreditorReferenceInformation?.getRef ?? null,
  }
}
