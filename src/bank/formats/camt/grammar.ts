/**
 * The structure of camt.052, camt.053 and camt.054, versions 1 to 13, as far as a reader depends on it: for each kind
 * of element its children in order, over all versions (ISO 20022 message definition reports, "Bank-to-Customer Cash
 * Management"). A name alone stands exactly once, "?" at most once, "*" any number, "+" at least once;
 * `Name:Kind` says what the child is. Kinds without a rule here are not looked into.
 */
const RULES = {
  Message: 'GrpHdr:Header Rpt*:Report Stmt*:Report Ntfctn*:Report SplmtryData*',
  Header: 'MsgId:Text CreDtTm:Moment MsgRcpt?:Party MsgPgntn? OrgnlBizQry? AddtlInf?',
  Report:
    'Id:Text RptPgntn? StmtPgntn? NtfctnPgntn? ElctrncSeqNb? RptgSeq? LglSeqNb? CreDtTm?:Moment FrToDt?:Period ' +
    'CpyDplctInd? RptgSrc? Acct:Account RltdAcct? Intrst* Bal*:Balance TxsSummry? Ntry*:Entry ' +
    'AddtlRptInf? AddtlStmtInf? AddtlNtfctnInf? SplmtryData*',
  Period: 'FrDtTm?:Moment ToDtTm?:Moment FrDt?:Moment ToDt?:Moment',
  Account: 'Id:AccountId Tp? Ccy?:Currency Nm? Prxy? Ownr?:Party Svcr?',
  AccountId: 'IBAN?:Text BBAN?:Text UPIC?:Text PrtryAcct? Othr?',
  Balance: 'Tp:BalanceType CdtLine* Amt:Amount CdtDbtInd:Direction Dt Avlbty*',
  BalanceType: 'Cd?:Text Prtry? CdOrPrtry?:CodeChoice SubTp?',
  CodeChoice: 'Cd?:Text Prtry?',
  Entry:
    'NtryRef? Amt:Amount CdtDbtInd:Direction RvslInd?:Flag Sts:Status BookgDt? ValDt? ' +
    'AcctSvcrRef? Avlbty* BkTxCd:Code ComssnWvrInd? AddtlInfInd? Btch* AmtDtls?:Amounts Chrgs* TechInptChanl? ' +
    'Intrst* CardTx? NtryDtls*:Details TxDtls*:Detail AddtlNtryInf?',
  Code: 'Domn?:Domain Prtry?:OwnCode',
  Domain: 'Cd:Text Fmly:Family',
  Family: 'Cd:Text SubFmlyCd:Text',
  OwnCode: 'Cd:Text Issr?',
  Details: 'Btch? TxDtls*:Detail',
  Detail:
    'Refs?:References Amt?:Amount CdtDbtInd?:Direction AmtDtls?:Amounts Avlbty* BkTxCd?:Code Chrgs* Intrst* ' +
    'RltdPties?:Parties RltdAgts?:Agents LclInstrm? Purp? RltdRmtInf* RmtInf?:Remittance RltdDts? RltdPric? ' +
    'RltdQties* FinInstrmId? Tax? RtrInf? CorpActn? SfkpgAcct? CshDpst* CardTx? AddtlTxInf? SplmtryData*',
  References:
    'MsgId? AcctSvcrRef? PmtInfId? InstrId? EndToEndId? UETR? TxId? MndtId? ChqNb? ClrSysRef? AcctOwnrTxId? ' +
    'AcctSvcrTxId? MktInfrstrctrTxId? PrcgId? Prtry*',
  Amounts: 'InstdAmt?:Exchanged TxAmt?:Exchanged CntrValAmt?:Exchanged AnncdPstngAmt? PrtryAmt*',
  Exchanged: 'Amt:Amount CcyXchg?',
  Parties:
    'InitgPty?:Party Dbtr?:Party DbtrAcct?:Account UltmtDbtr?:Party Cdtr?:Party CdtrAcct?:Account UltmtCdtr?:Party ' +
    'TradgPty?:Party Prtry*',
  Party: 'Pty?:Party Agt? Nm? PstlAdr? Id? CtryOfRes? CtctDtls?',
  Agents:
    'InstgAgt? InstdAgt? DbtrAgt? CdtrAgt? IntrmyAgt1? IntrmyAgt2? IntrmyAgt3? RcvgAgt? DlvrgAgt? IssgAgt? ' +
    'SttlmPlc? Prtry*',
  Remittance: 'Ustrd* Strd*:Structured',
  Structured: 'RfrdDocInf* RfrdDocRltdDt? RfrdDocAmt* CdtrRefInf? Invcr? Invcee? TaxRmt? GrnshmtRmt? AddtlRmtInf*',
} as const

export type Leaf = 'Text' | 'Moment' | 'Amount' | 'Currency' | 'Direction' | 'Flag' | 'Status'

export interface Rule {
  readonly name: string
  readonly kind: string | undefined
  readonly isRequired: boolean
  readonly isRepeatable: boolean
}

const parseRule = (token: string): Rule => {
  const [spelled = '', kind] = token.split(':')
  const mark = /[?*+]$/.exec(spelled)?.[0]
  return {
    name: mark ? spelled.slice(0, -1) : spelled,
    kind,
    isRequired: mark === undefined || mark === '+',
    isRepeatable: mark === '*' || mark === '+',
  }
}

export const GRAMMAR: ReadonlyMap<string, ReadonlyMap<string, Rule & { position: number }>> = new Map(
  Object.entries(RULES).map(([kind, children]) => [
    kind,
    new Map(children.split(' ').map((token, position) => [parseRule(token).name, { ...parseRule(token), position }])),
  ]),
)

/** Kinds of which exactly one child is chosen. */
export const CHOICES: ReadonlySet<string> = new Set(['AccountId', 'CodeChoice'])
