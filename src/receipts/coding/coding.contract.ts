import {
  CurrencyCode,
  companyParams,
  DecimalText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'
import { Account, Dimensions, Kind, VatCode } from '../receipt.schema.contract.ts'

export const tag = 'Coding'
const params = companyParams.extend({ codingRuleId: idSchema('codingRule') })
export const RuleName = z.string().trim().min(1).max(200).openapi({ example: 'Power' })
const some = <T extends z.ZodType>(item: T, most = 50) => z.array(item).min(1).max(most)
const Phrase = z.string().trim().min(1).max(200).openapi({ example: 'electricity' })

export const When = z
  .strictObject({
    suppliers: some(idSchema('party'), 200),
    kinds: some(Kind),
    text: some(Phrase).openapi({ description: 'One of them is in the text of the line, whatever its case' }),
    notText: some(Phrase).openapi({ description: 'None of them is in the text of the line' }),
    items: some(z.string().trim().min(1).max(100)).openapi({
      example: ['EL-*'],
      description: "The seller's item numbers; one that ends in * stands for all that begin so",
    }),
    amountFrom: DecimalText.openapi({ description: 'Net amount of the line without its sign, this one included' }),
    amountTo: DecimalText.openapi({ description: 'Net amount of the line without its sign, this one included' }),
    currencies: some(CurrencyCode),
    vatCategories: some(z.string().min(1).max(3)).openapi({ example: ['S'], description: 'UNCL 5305' }),
    vatRates: some(DecimalText).openapi({ example: ['25'], description: 'Percent' }),
    vatCodes: some(VatCode).openapi({ description: 'VAT codes that the category and rate of the line mean' }),
  })
  .partial()
  .openapi('CodingRuleConditions', { description: 'All that are given must hold, of a list one' })

const whole = { account: Account, vatCode: VatCode.optional(), dimensions: Dimensions.optional() }
const Share = z
  .strictObject({
    ...whole,
    percent: DecimalText.optional().openapi({ example: '60' }),
    amount: DecimalText.optional().openapi({ example: '100.00' }),
  })
  .openapi('CodingRuleShare', { description: 'A part without percent and amount takes what is left' })
export const RuleCoding = z
  .union([
    z.strictObject(whole).openapi('CodingRuleWhole'),
    z.strictObject({ split: z.array(Share).min(2).max(20) }).openapi('CodingRuleSplit'),
  ])
  .openapi('CodingRuleCoding', { description: 'A coding of the whole line, or its parts; no cent is lost' })

export const Tally = {
  right: z.int().openapi({ example: 48, description: 'Codings that a person left as they were' }),
  count: z.int().openapi({ example: 50, description: 'Codings that a person has looked at' }),
  precision: z.string().nullable().openapi({ example: '0.9600', description: '`right` of `count`' }),
}
const Measured = z.object(Tally).openapi('CodingMeasure')
export const Coded = z.object({ account: Account, vatCode: VatCode.nullable(), dimensions: Dimensions })

const RuleSchema = z
  .object({
    id: idSchema('codingRule'),
    name: RuleName,
    status: z.enum(['active', 'archived']),
    position: z.int().openapi({ example: 1, description: 'Its place among the rules in use' }),
    when: When,
    coding: RuleCoding,
    measured: Measured.openapi({ description: 'Since the rule says what it says' }),
    corrections: z
      .array(
        z.object({
          receiptId: idSchema('receipt'),
          line: z.int().openapi({ example: 1 }),
          proposed: Coded,
          became: Coded,
          correctedBy: z.string().openapi({ example: 'Kari Nordmann' }),
          correctedAt: InstantText,
        }),
      )
      .openapi({ description: 'What people made of its codings, newest first; empty in lists' }),
    version: z.int().openapi({ example: 1 }),
    createdBy: z.string(),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('CodingRule')

const rules = '/v1/companies/{companyId}/coding-rules'
const problems = ['coding_rule_invalid']

export const listCodingRulesOp = operation({
  id: 'listCodingRules',
  method: 'get',
  path: rules,
  tag,
  scope: 'receipts:read',
  summary: 'List coding rules; their order is a resource of its own',
  params: companyParams,
  query: listQuery.extend({ status: z.enum(['active', 'archived']).optional() }),
  answer: { status: 200, schema: pageOf(RuleSchema) },
})

export const createCodingRuleOp = operation({
  id: 'createCodingRule',
  method: 'post',
  path: rules,
  tag,
  scope: 'parties:write',
  summary: 'Create a coding rule',
  params: companyParams,
  body: z.strictObject({
    name: RuleName,
    when: When,
    coding: RuleCoding,
    position: z.int().min(1).max(1000).optional().openapi({ description: 'Its place; the last when left out' }),
  }),
  answer: { status: 201, schema: RuleSchema },
  problems: [...problems, 'coding_rules_full'],
})

export const getCodingRuleOp = operation({
  id: 'getCodingRule',
  method: 'get',
  path: `${rules}/{codingRuleId}`,
  tag,
  scope: 'receipts:read',
  summary: 'Read a coding rule with its measured precision and what people corrected',
  params,
  answer: { status: 200, schema: RuleSchema },
})

export const updateCodingRuleOp = operation({
  id: 'updateCodingRule',
  method: 'patch',
  path: `${rules}/{codingRuleId}`,
  tag,
  scope: 'parties:write',
  summary: 'Change a coding rule; what is coded already stays',
  params,
  body: z.strictObject({ name: RuleName, when: When, coding: RuleCoding }).partial(),
  answer: { status: 200, schema: RuleSchema },
  problems: [...problems, 'coding_rule_archived', 'version_stale'],
})

export const archiveCodingRuleOp = operation({
  id: 'archiveCodingRule',
  method: 'delete',
  path: `${rules}/{codingRuleId}`,
  tag,
  scope: 'parties:write',
  summary: 'Take a coding rule out of use; it stays readable',
  params,
  answer: { status: 204 },
  problems: ['coding_rule_archived', 'version_stale'],
})

const OrderSchema = z
  .object({
    version: z.int().openapi({ example: 4 }),
    ruleIds: z.array(idSchema('codingRule')),
    changedBy: z.string().nullable(),
    changedAt: InstantText.nullable(),
  })
  .openapi('CodingRuleOrder')
const order = '/v1/companies/{companyId}/coding-rule-order'

export const getCodingRuleOrderOp = operation({
  id: 'getCodingRuleOrder',
  method: 'get',
  path: order,
  tag,
  scope: 'receipts:read',
  summary: 'Read the order in which the coding rules are asked',
  params: companyParams,
  answer: { status: 200, schema: OrderSchema },
})

export const setCodingRuleOrderOp = operation({
  id: 'setCodingRuleOrder',
  method: 'put',
  path: order,
  tag,
  scope: 'parties:write',
  summary: 'Put the coding rules in another order',
  params: companyParams,
  body: z.strictObject({ ruleIds: z.array(idSchema('codingRule')).max(300) }),
  answer: { status: 200, schema: OrderSchema },
  problems: ['coding_rule_order_incomplete', 'version_stale'],
})
