import { created, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { changeMemberRoles, getMember, listMembers, removeMember } from './change-members.ts'
import * as contract from './company.contract.ts'
import type { Member } from './company.ts'
import { createCompany } from './create-company.ts'
import {
  changeDimensionValue,
  createDimension,
  createDimensionValue,
  listDimensions,
  listDimensionValues,
} from './dimensions.ts'
import { getCompany, listCompanies } from './read-companies.ts'
import { updateCompany } from './update-company.ts'

const wireMember = (member: Member) => ok(member, { version: member.version })

export const companyRoutes: readonly Route[] = [
  bind(contract.listCompaniesOp, {
    call: (call) => listCompanies(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.createCompanyOp, {
    call: (call, { body }) => createCompany(call, body),
    answer: (company) => created(company, { version: company.version }),
  }),
  bind(contract.getCompanyOp, {
    call: (call) => getCompany(call, undefined),
    answer: (company) => ok(company, { version: company.version }),
  }),
  bind(contract.updateCompanyOp, {
    call: (call, { body }) => updateCompany(call, body),
    answer: (company) => ok(company, { version: company.version }),
  }),
  bind(contract.listMembersOp, {
    call: async (call, { query }) => pageOfRows(await listMembers(call, pageStart(query)), query.limit),
    answer: ok,
  }),
  bind(contract.getMemberOp, { call: (call, { params }) => getMember(call, params.memberId), answer: wireMember }),
  bind(contract.updateMemberOp, {
    call: (call, { params, body }) => changeMemberRoles(call, { memberId: params.memberId, roles: body.roles }),
    answer: wireMember,
  }),
  bind(contract.removeMemberOp, { call: (call, { params }) => removeMember(call, params.memberId), answer: noContent }),
  bind(contract.listDimensionsOp, {
    call: (call) => listDimensions(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.createDimensionOp, {
    call: (call, { body }) => createDimension(call, body),
    answer: (row) => created(row),
  }),
  bind(contract.listDimensionValuesOp, {
    call: async (call, { params, query }) =>
      pageOfRows(await listDimensionValues(call, { dimension: params.dimension, ...pageStart(query) }), query.limit),
    answer: ok,
  }),
  bind(contract.createDimensionValueOp, {
    call: (call, { params, body }) => createDimensionValue(call, { dimension: params.dimension, ...body }),
    answer: (row) => created(row, { version: row.version }),
  }),
  bind(contract.updateDimensionValueOp, {
    call: (call, { params: { dimension, value }, body }) => changeDimensionValue(call, { dimension, value, ...body }),
    answer: (row) => ok(row, { version: row.version }),
  }),
]
