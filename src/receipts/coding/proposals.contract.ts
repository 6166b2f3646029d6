import { companyParams, DecimalText, idSchema, operation, z } from '#src/platform/http/contract.ts'
import { Account, CodingSchema, ConfidenceSchema, SourceName } from '../receipt.schema.contract.ts'
import { Coded, RuleCoding, RuleName, Tally, tag, When } from './coding.contract.ts'
import { BASES } from './provenance.ts'

const Part = Coded.extend({ net: DecimalText.nullable() })

export const testCodingRuleOp = operation({
  id: 'testCodingRule',
  method: 'post',
  path: '/v1/companies/{companyId}/coding-rule-tests',
  tag,
  scope: 'receipts:read',
  summary: 'Try a rule on receipts of the past; nothing is changed',
  params: companyParams,
  body: z.strictObject({
    when: When,
    coding: RuleCoding,
    limit: z.int().min(1).max(500).default(200).openapi({ description: 'Receipts, newest first' }),
  }),
  answer: {
    status: 200,
    schema: z
      .object({
        receipts: z.int(),
        lines: z.int(),
        agrees: z.int().openapi({ description: 'Lines that were coded on its account already' }),
        differs: z.int(),
        hits: z.array(
          z.object({
            receiptId: idSchema('receipt'),
            line: z.int(),
            description: z.string().nullable(),
            net: DecimalText.nullable(),
            was: Coded.extend({ account: Account.nullable() }),
            becomes: z.array(Part),
            agrees: z.boolean(),
          }),
        ),
      })
      .openapi('CodingRuleTest'),
  },
  problems: ['coding_rule_invalid'],
})

export const codingProposalsOp = operation({
  id: 'getCodingProposals',
  method: 'get',
  path: '/v1/companies/{companyId}/receipts/{receiptId}/coding-proposals',
  tag,
  scope: 'receipts:read',
  summary: 'Show every coding that a source proposes for each line, and why the others lose',
  params: companyParams.extend({ receiptId: idSchema('receipt') }),
  answer: {
    status: 200,
    schema: z
      .object({
        receiptId: idSchema('receipt'),
        lines: z.array(
          z.object({
            line: z.int().openapi({ example: 1 }),
            description: z.string().nullable(),
            coding: CodingSchema,
            proposals: z.array(
              z.object({
                source: SourceName,
                parts: z.array(Part).openapi({ description: 'One, or those of a split' }),
                ruleId: idSchema('codingRule').nullable(),
                ruleName: z.string().nullable(),
                receiptIds: z.array(idSchema('receipt')),
                basis: z.enum(BASES).nullable(),
                confidence: ConfidenceSchema.nullable(),
                isChosen: z.boolean(),
                whyNot: z
                  .object({
                    code: z.enum([
                      'outranked',
                      'account_not_in_use',
                      'dimension_not_in_use',
                      'condition_not_met',
                      'split_exceeds_line',
                    ]),
                    message: z.string(),
                  })
                  .nullable(),
              }),
            ),
          }),
        ),
      })
      .openapi('CodingProposals'),
  },
})

const RestsOn = z
  .enum(BASES)
  .nullable()
  .openapi({ example: 'text', description: 'What of the past history rested on; null for the other sources' })

export const codingPrecisionOp = operation({
  id: 'getCodingPrecision',
  method: 'get',
  path: '/v1/companies/{companyId}/coding-precision',
  tag,
  scope: 'receipts:read',
  summary: 'Measure how often each source of coding was right where a person looked',
  params: companyParams,
  query: z.object({
    since: z.iso
      .datetime({ offset: true })
      .optional()
      .openapi({ description: 'Outcomes since then; those of a year when left out', example: '2026-01-01T00:00:00Z' }),
    limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'Suppliers with their sources' }),
  }),
  answer: {
    status: 200,
    schema: z
      .object({
        sources: z.array(z.object({ source: SourceName, basis: RestsOn, ...Tally })),
        suppliers: z.array(
          z.object({ partyId: idSchema('party'), name: z.string(), source: SourceName, basis: RestsOn, ...Tally }),
        ),
        rules: z.array(z.object({ ruleId: idSchema('codingRule'), name: RuleName, ...Tally })),
      })
      .openapi('CodingPrecision'),
  },
})
