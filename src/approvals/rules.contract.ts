import { ROLES } from '#src/platform/actor.ts'
import { CurrencyCode, DecimalText, idSchema, z } from '#src/platform/http/contract.ts'

const Code = z.string().min(1).max(60)
const codes = (description: string, example: string[]) =>
  z.array(Code).min(1).max(200).openapi({ description, example })
const ids = (kind: 'party' | 'member') => z.array(idSchema(kind)).min(1).max(200)
const Amount = DecimalText.refine((text) => !text.startsWith('-'), 'must not be negative').openapi({
  description: "Amount in the policy's currency; sizes are compared, so a credit note asks for the same authority",
  example: '5000.00',
})
const MAX_PARTS = 50

const LineCondition = z
  .union([
    z.strictObject({
      get all() {
        return z.array(LineCondition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get any() {
        return z.array(LineCondition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get not() {
        return LineCondition
      },
    }),
    z.strictObject({ account: codes('Account numbers or inclusive ranges', ['6340', '6500-6999']) }),
    z.strictObject({ vatCode: codes('VAT codes', ['1']) }),
    z.strictObject({ item: codes("The seller's item numbers", ['A-7']) }),
    z.strictObject({
      dimension: z.strictObject({
        code: Code.openapi({ example: 'project' }),
        values: codes('Values; left out = the line has any value', ['P-100']).optional(),
      }),
    }),
  ])
  .openapi('ApprovalLineCondition')

const Condition = z
  .union([
    z.strictObject({
      get all() {
        return z.array(Condition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get any() {
        return z.array(Condition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get not() {
        return Condition
      },
    }),
    z.strictObject({ amountOver: Amount }),
    z.strictObject({ currency: z.array(CurrencyCode).min(1).max(50) }),
    z.strictObject({ supplier: ids('party') }),
    z.strictObject({ requester: ids('member') }),
    z.strictObject({ kind: codes('Kinds or variants of subjects', ['receipt', 'creditNote']) }),
    z.strictObject({ someLine: LineCondition }),
    z.strictObject({ everyLine: LineCondition }),
  ])
  .openapi('ApprovalCondition')

const ApproverRef = z
  .union([
    z.strictObject({ member: idSchema('member') }),
    z.strictObject({ role: z.enum(ROLES).openapi({ example: 'approver' }) }),
    z.strictObject({ dynamic: z.literal('supplierApprover') }),
    z.strictObject({ managerOf: Code.openapi({ example: 'project' }) }),
  ])
  .openapi('ApproverRef', {
    description:
      'One member, everybody with a role, the approver set for the supplier, or the managers of the dimension values on the lines',
  })

const Step = z
  .strictObject({
    name: z.string().trim().min(1).max(100).openapi({ example: 'Project manager' }),
    need: z
      .union([z.enum(['any', 'all']), z.int().min(1).max(50)])
      .default('any')
      .openapi({ description: 'How many of them must sign', example: 'any' }),
    approvers: z.array(ApproverRef).min(1).max(50),
    order: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .openapi({ description: 'Steps of the same order are open together; its place when left out', example: 1 }),
  })
  .openapi('ApprovalStep')

const steps = z.array(Step).min(1).max(20)
const autoApprove = z.literal(true).openapi({ description: 'It needs no person' })
const Outcome = z.union([z.strictObject({ autoApprove }), z.strictObject({ steps })]).openapi('ApprovalOutcome')
const upTo = Amount.openapi({ description: 'Amounts up to and including this that no earlier band took' })
const Band = z.union([z.strictObject({ upTo, autoApprove }), z.strictObject({ upTo, steps })]).openapi('ApprovalBand')

const Rule = z
  .strictObject({
    name: z.string().trim().min(1).max(100).openapi({ example: 'Everyday costs' }),
    when: Condition.optional().openapi({ description: 'Without it the rule takes everything' }),
    bands: z.array(Band).max(20).default([]),
    above: Outcome.openapi({ description: 'What lies above the last band; without bands, every amount' }),
  })
  .openapi('ApprovalRule', {
    description: 'Bands only say where they end, so that they cover every amount exactly once',
  })

/** The rules of one version: the first rule that holds decides, and what no rule knows goes to the default approvers. */
export const RulesShape = {
  currency: CurrencyCode.optional().openapi({ description: "Of the amounts; the company's when left out" }),
  rules: z.array(Rule).max(200).default([]),
  defaultApprovers: z
    .array(ApproverRef)
    .min(1)
    .max(50)
    .default([{ role: 'owner' }])
    .openapi({ description: 'Decide what no rule knows, and stand in where a step has too few approvers' }),
  mandates: z
    .array(z.strictObject({ member: idSchema('member'), upTo: Amount }))
    .max(200)
    .default([])
    .openapi({ description: 'The largest amount that a member may approve' }),
}
export const Rules = z.strictObject(RulesShape)
