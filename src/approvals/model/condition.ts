import type { Currency } from '#src/kernel/currency.ts'
import { compare, decimal } from '#src/kernel/decimal.ts'
import { formatMinor, fromMinor } from '#src/kernel/money.ts'
import { type Fact, type Finding, isAll, isAny, isNot, leaf, type Verdict } from './logic.ts'
import { amountIn, type Subject, type SubjectLine } from './subject.ts'

/** A question about one line. Accounts are numbers ("6540") or inclusive ranges ("6000-6999"). */
export type LineCondition =
  | { readonly all: readonly LineCondition[] }
  | { readonly any: readonly LineCondition[] }
  | { readonly not: LineCondition }
  | { readonly account: readonly string[] }
  | { readonly vatCode: readonly string[] }
  | { readonly item: readonly string[] }
  | { readonly dimension: { readonly code: string; readonly values?: readonly string[] | undefined } }

/** A question about the subject. Amounts are decimal strings in the policy's currency. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly amountOver: string }
  | { readonly currency: readonly string[] }
  | { readonly supplier: readonly string[] }
  | { readonly requester: readonly string[] }
  | { readonly kind: readonly string[] }
  | { readonly someLine: LineCondition }
  | { readonly everyLine: LineCondition }

const among = (has: string | null, listed: readonly string[]): Verdict =>
  has !== null && listed.includes(has) ? 'yes' : 'no'

/** Chart codes order as text, and a range ends with everything that begins with its last code: 60001 is in 6000-6999. */
function inRange(account: string, pattern: string): boolean {
  const [from = '', to = from] = pattern.split('-')
  if (!pattern.includes('-')) return account === pattern
  return account >= from && (account <= to || account.startsWith(to))
}

function judgeLine(condition: LineCondition, line: SubjectLine): Finding {
  if ('all' in condition) return isAll(condition.all.map((part) => judgeLine(part, line)))
  if ('any' in condition) return isAny(condition.any.map((part) => judgeLine(part, line)))
  if ('not' in condition) return isNot(judgeLine(condition.not, line))
  if ('vatCode' in condition)
    return leaf('line.vatCode', line.vatCode, condition.vatCode, among(line.vatCode, condition.vatCode))
  if ('item' in condition) return leaf('line.item', line.item, condition.item, among(line.item, condition.item))
  if ('dimension' in condition) {
    const { code, values } = condition.dimension
    const has = line.dimensions[code] ?? null
    const verdict = values ? among(has, values) : has === null ? 'no' : 'yes'
    return leaf(`line.${code}`, has, values ?? ['any value'], verdict)
  }
  const { account } = line
  const verdict =
    account === null ? 'unknown' : condition.account.some((pattern) => inRange(account, pattern)) ? 'yes' : 'no'
  return leaf('line.account', account, condition.account, verdict)
}

/** Lines that are not known yet answer nothing, so that no rule can approve what nobody has coded. */
function judgeLines(subject: Subject, condition: LineCondition, join: typeof isAll): Finding {
  if (subject.lines === null) return leaf('lines', null, ['a line'], 'no')
  if (subject.lines.length === 0) return leaf('lines', null, ['a coded line'], 'unknown')
  return join(subject.lines.map((line) => judgeLine(condition, line)))
}

function judgeAmount(subject: Subject, limit: string, currency: Currency): Finding {
  const amount = amountIn(subject, currency)
  const asks = [`over ${limit} ${currency}`]
  if (amount === undefined)
    return leaf('amount', `${formatMinor(subject.amountMinor, subject.currency)} ${subject.currency}`, asks, 'unknown')
  const isOver = compare(fromMinor(amount, currency), decimal(limit)) > 0
  return leaf('amount', `${formatMinor(amount, currency)} ${currency}`, asks, isOver ? 'yes' : 'no')
}

function judgeKind(subject: Subject, kinds: readonly string[]): Finding {
  const isListed = kinds.includes(subject.kind) || among(subject.variant, kinds) === 'yes'
  return leaf('kind', subject.variant ?? subject.kind, kinds, isListed ? 'yes' : 'no')
}

/** Whether the condition holds for the subject, with every fact that was looked at. */
export function judge(condition: Condition, subject: Subject, currency: Currency): Finding {
  if ('all' in condition) return isAll(condition.all.map((part) => judge(part, subject, currency)))
  if ('any' in condition) return isAny(condition.any.map((part) => judge(part, subject, currency)))
  if ('not' in condition) return isNot(judge(condition.not, subject, currency))
  if ('amountOver' in condition) return judgeAmount(subject, condition.amountOver, currency)
  if ('someLine' in condition) return judgeLines(subject, condition.someLine, isAny)
  if ('everyLine' in condition) return judgeLines(subject, condition.everyLine, isAll)
  if ('kind' in condition) return judgeKind(subject, condition.kind)
  if ('currency' in condition)
    return leaf('currency', subject.currency, condition.currency, among(subject.currency, condition.currency))
  if ('supplier' in condition)
    return leaf('supplier', subject.supplierId, condition.supplier, among(subject.supplierId, condition.supplier))
  return leaf('requester', subject.requesterId, condition.requester, among(subject.requesterId, condition.requester))
}

export type { Fact, Finding, Verdict }
