import { companyParams, InstantText, idSchema, listQuery, operation, pageOf, z } from '#src/platform/http/contract.ts'

const tag = 'Jobs'

const FailedJobSchema = z
  .object({
    id: idSchema('failedJob'),
    name: z.string().openapi({ example: 'connect.push', description: 'What was to be done' }),
    subjects: z.array(z.string()).openapi({
      example: ['opr_01k8m3q7zj5e8v9x2c4b6n8p0r'],
      description: 'Ids of what it was about',
    }),
    code: z.string().nullable().openapi({
      example: 'reading_unavailable',
      description: 'A problem code; null for a fault of ours, which the log describes under the request id',
    }),
    reason: z.string().nullable().openapi({ example: 'Nothing reads now.', description: 'The same as a sentence' }),
    attempts: z.int().openapi({ example: 8 }),
    requestId: z.string().openapi({ example: 'req_01k8m3q7zj5e8v9x2c4b6n8p0r', description: 'What led to it' }),
    status: z.enum(['failed', 'retried']).openapi({ description: 'retried: started again, and not failed since' }),
    failedAt: InstantText,
  })
  .openapi('FailedJob')

export const listFailedJobsOp = operation({
  id: 'listFailedJobs',
  method: 'get',
  path: '/v1/companies/{companyId}/failed-jobs',
  tag,
  scope: 'audit:read',
  summary: 'List work of the company that failed for good, the latest first',
  description: 'A job is tried again by itself; here are those whose tries were used up, for 30 days.',
  params: companyParams,
  query: listQuery.extend({ status: z.enum(['failed', 'retried']).optional() }),
  answer: { status: 200, schema: pageOf(FailedJobSchema) },
})

export const retryFailedJobOp = operation({
  id: 'retryFailedJob',
  method: 'post',
  path: '/v1/companies/{companyId}/failed-jobs/{failedJobId}/retries',
  tag,
  scope: 'companies:write',
  summary: 'Start failed work again',
  description: 'It gets all of its tries anew, under its own id: what it did before is not done twice.',
  params: companyParams.extend({ failedJobId: idSchema('failedJob') }),
  answer: { status: 202, schema: FailedJobSchema },
  problems: ['job_not_failed'],
})
