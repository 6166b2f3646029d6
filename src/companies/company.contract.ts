import { ROLES } from '#src/platform/actor.ts'
import {
  CompanyId,
  CurrencyCode,
  companyParams,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Companies'
const Country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .openapi({ example: 'NO', description: 'ISO 3166-1 alpha-2 country' })
const Name = z.string().trim().min(1).max(200)
const RoleName = z.enum(ROLES).openapi({ example: 'bookkeeper' })
const Settings = z
  .record(z.string().max(100), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
  .openapi({ example: { approvalReminderDays: 3 }, description: 'Settings by name; null removes one' })

export const CompanySchema = z
  .object({
    id: CompanyId,
    name: Name.openapi({ example: 'Fjordkaffe AS' }),
    country: Country,
    baseCurrency: CurrencyCode,
    organisationNumber: z.string().nullable().openapi({ example: '923609016' }),
    timeZone: z.string().openapi({ example: 'Europe/Oslo' }),
    chart: z.string().openapi({ example: 'ns4102' }),
    settings: Settings,
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('Company')

const CompanySummary = z
  .object({ id: CompanyId, name: Name, country: Country, roles: z.array(RoleName) })
  .openapi('CompanySummary')

export const listCompaniesOp = operation({
  id: 'listCompanies',
  method: 'get',
  path: '/v1/companies',
  tag,
  scope: null,
  summary: 'List the companies in which you have a part',
  answer: { status: 200, schema: pageOf(CompanySummary) },
})

export const createCompanyOp = operation({
  id: 'createCompany',
  method: 'post',
  path: '/v1/companies',
  tag,
  scope: null,
  summary: 'Create a company; you become its owner',
  body: z.object({
    name: Name.openapi({ example: 'Fjordkaffe AS' }),
    country: Country,
    baseCurrency: CurrencyCode,
    organisationNumber: z.string().max(30).optional().openapi({ example: '923 609 016' }),
    chart: z
      .enum(['ns4102', 'neutral'])
      .optional()
      .openapi({ description: 'Chart of accounts to open the books with', example: 'ns4102' }),
  }),
  answer: { status: 201, schema: CompanySchema },
  problems: ['person_required', 'organisation_number_invalid'],
})

export const getCompanyOp = operation({
  id: 'getCompany',
  method: 'get',
  path: '/v1/companies/{companyId}',
  tag,
  scope: 'companies:read',
  summary: 'Read a company',
  params: companyParams,
  answer: { status: 200, schema: CompanySchema },
})

export const updateCompanyOp = operation({
  id: 'updateCompany',
  method: 'patch',
  path: '/v1/companies/{companyId}',
  tag,
  scope: 'companies:write',
  summary: 'Change facts and settings of a company',
  params: companyParams,
  body: z.object({
    name: Name.optional(),
    organisationNumber: z.string().max(30).optional().openapi({ example: '923609016' }),
    timeZone: z.string().max(60).optional().openapi({ example: 'Europe/Oslo' }),
    settings: Settings.optional(),
  }),
  answer: { status: 200, schema: CompanySchema },
  problems: [
    'version_stale',
    'organisation_number_invalid',
    'time_zone_unknown',
    'invoice_template_invalid',
    'invoice_seller_invalid',
    'invoice_delivery_invalid',
  ],
})

export const MemberSchema = z
  .object({
    id: idSchema('member'),
    personId: idSchema('person'),
    name: z.string().openapi({ example: 'Kari Nordmann' }),
    email: z.string().openapi({ example: 'kari@fjordkaffe.example' }),
    roles: z.array(RoleName),
    version: z.int(),
    createdAt: InstantText,
  })
  .openapi('Member')

const memberParams = companyParams.extend({ memberId: idSchema('member') })

export const listMembersOp = operation({
  id: 'listMembers',
  method: 'get',
  path: '/v1/companies/{companyId}/members',
  tag,
  scope: 'companies:read',
  summary: 'List the members of a company',
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(MemberSchema) },
})

export const getMemberOp = operation({
  id: 'getMember',
  method: 'get',
  path: '/v1/companies/{companyId}/members/{memberId}',
  tag,
  scope: 'companies:read',
  summary: 'Read a member',
  params: memberParams,
  answer: { status: 200, schema: MemberSchema },
})

export const updateMemberOp = operation({
  id: 'updateMember',
  method: 'patch',
  path: '/v1/companies/{companyId}/members/{memberId}',
  tag,
  scope: 'members:manage',
  summary: "Change a member's roles",
  params: memberParams,
  body: z.object({ roles: z.array(RoleName).min(1).max(7) }),
  answer: { status: 200, schema: MemberSchema },
  problems: ['version_stale', 'owner_last'],
})

export const removeMemberOp = operation({
  id: 'removeMember',
  method: 'delete',
  path: '/v1/companies/{companyId}/members/{memberId}',
  tag,
  scope: 'members:manage',
  summary: 'Remove a member',
  params: memberParams,
  answer: { status: 204 },
  problems: ['version_stale', 'owner_last'],
})

const Code = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,50}$/)
  .openapi({ example: 'project' })

const ManagerId = idSchema('member')
  .nullable()
  .openapi({ description: 'Member who answers for it; approval policies may ask for the managers of a line' })

export const DimensionSchema = z.object({ id: idSchema('dimension'), code: Code, name: Name }).openapi('Dimension')
export const DimensionValueSchema = z
  .object({
    id: idSchema('dimensionValue'),
    code: Code,
    name: Name,
    isActive: z.boolean(),
    managerId: ManagerId,
    version: z.int(),
  })
  .openapi('DimensionValue')

const dimensionParams = companyParams.extend({
  dimension: z.string().max(60).openapi({ example: 'project', description: 'Code or id of the dimension' }),
})

export const listDimensionsOp = operation({
  id: 'listDimensions',
  method: 'get',
  path: '/v1/companies/{companyId}/dimensions',
  tag,
  scope: 'companies:read',
  summary: 'List the dimensions of a company',
  params: companyParams,
  answer: { status: 200, schema: pageOf(DimensionSchema) },
})

export const createDimensionOp = operation({
  id: 'createDimension',
  method: 'post',
  path: '/v1/companies/{companyId}/dimensions',
  tag,
  scope: 'companies:write',
  summary: 'Add a dimension',
  params: companyParams,
  body: z.object({ code: Code, name: Name }),
  answer: { status: 201, schema: DimensionSchema },
  problems: ['dimension_exists'],
})

export const listDimensionValuesOp = operation({
  id: 'listDimensionValues',
  method: 'get',
  path: '/v1/companies/{companyId}/dimensions/{dimension}/values',
  tag,
  scope: 'companies:read',
  summary: 'List the values of a dimension',
  params: dimensionParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(DimensionValueSchema) },
})

export const createDimensionValueOp = operation({
  id: 'createDimensionValue',
  method: 'post',
  path: '/v1/companies/{companyId}/dimensions/{dimension}/values',
  tag,
  scope: 'companies:write',
  summary: 'Add a value to a dimension',
  params: dimensionParams,
  body: z.object({ code: Code, name: Name, managerId: ManagerId.optional() }),
  answer: { status: 201, schema: DimensionValueSchema },
  problems: ['dimension_value_exists', 'dimension_manager_unknown'],
})

export const updateDimensionValueOp = operation({
  id: 'updateDimensionValue',
  method: 'patch',
  path: '/v1/companies/{companyId}/dimensions/{dimension}/values/{value}',
  tag,
  scope: 'companies:write',
  summary: 'Rename a value, retire it, or name its manager',
  params: dimensionParams.extend({
    value: z.string().max(60).openapi({ example: 'P-100', description: 'Code or id of the value' }),
  }),
  body: z.object({ name: Name, isActive: z.boolean(), managerId: ManagerId }).partial(),
  answer: { status: 200, schema: DimensionValueSchema },
  problems: ['version_stale', 'dimension_manager_unknown'],
})
