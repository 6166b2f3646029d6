import { operation, z } from '#src/platform/http/contract.ts'
import { documentParams, FILE_PROBLEMS, tag } from './document.contract.ts'
import { isRuleSetName, RULE_SET_NAMES, type RuleSetName } from './rules/rule-sets.ts'

/** Bytes of an e-invoice that anybody may have judged: some ten thousand lines. */
export const MAX_JUDGED_BYTES = 10 * 1024 * 1024

const FiredSchema = z
  .object({
    id: z.string().openapi({ example: 'BR-CO-15', description: 'Official id of the rule' }),
    flag: z.enum(['fatal', 'warning']).openapi({ example: 'fatal' }),
    count: z.int().openapi({ example: 1 }),
    locations: z.array(z.string()).openapi({ example: ['/Invoice/cac:LegalMonetaryTotal'] }),
    message: z.string().openapi({ example: 'Invoice total amount with VAT = total without VAT + VAT total' }),
  })
  .openapi('FiredRule')

const ValidationSchema = z
  .object({
    syntax: z.string().openapi({ example: 'ubl' }),
    document: z.string().openapi({ example: 'invoice' }),
    profile: z.string().openapi({ example: 'urn:cen.eu:en16931:2017' }),
    rules: z.array(z.string()).openapi({ example: ['en16931'], description: 'Rule sets that were applied' }),
    valid: z.boolean().openapi({ description: 'No fatal rule fired' }),
    fired: z.array(FiredSchema),
  })
  .openapi('DocumentValidation')

const problems = ['einvoice_unknown', 'einvoice_rules_missing', 'pdf_encrypted', 'pdf_without_einvoice']

export const getDocumentValidationOp = operation({
  id: 'getDocumentValidation',
  method: 'get',
  path: '/v1/companies/{companyId}/documents/{documentId}/validation',
  tag,
  scope: 'documents:read',
  summary: 'Judge an e-invoice by the official rules',
  description: 'A PDF is judged by the e-invoice that is embedded in it (Factur-X, ZUGFeRD).',
  params: documentParams,
  answer: { status: 200, schema: ValidationSchema },
  problems: ['document_not_einvoice', 'document_deleted', ...problems, ...FILE_PROBLEMS],
})

const RuleSetNames = z
  .string()
  .refine((text) => text.split(',').every(isRuleSetName), `must be some of ${RULE_SET_NAMES.join(', ')}`)
  .transform((text) => text.split(',') as RuleSetName[])

export const validateOp = operation({
  id: 'validate',
  method: 'post',
  path: '/v1/validate',
  tag,
  scope: 'public',
  summary: 'Judge an e-invoice by the official rules, without a company or an account',
  description:
    'Send UBL or CII as XML, or a PDF that has it inside (Factur-X, ZUGFeRD). Nothing is kept. Requests are counted by address; with a credential by that.',
  query: z.object({
    rules: RuleSetNames.optional().openapi({
      type: 'string',
      example: 'en16931,peppol',
      description: `Rule sets, some of ${RULE_SET_NAMES.join(', ')}; without them those that the document asks for in its specification identifier (BT-24)`,
    }),
    fragment: z.enum(['true', 'false']).default('false').openapi({
      example: 'false',
      description: 'true judges an incomplete document, whatever its root element, by the rules alone',
    }),
  }),
  file: {
    mediaTypes: ['application/xml', 'text/xml', 'application/pdf', 'application/octet-stream'],
    maxBytes: MAX_JUDGED_BYTES,
    description: 'One e-invoice: an XML document or a PDF',
  },
  answer: { status: 200, schema: ValidationSchema },
  problems: [...problems, ...FILE_PROBLEMS],
})
