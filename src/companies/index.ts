import './company.problems.ts'

export { addMember, changeMemberRoles, getMember, listMembers, removeMember } from './change-members.ts'
export { companyCreated, companyUpdated, dimensionValueUpdated, memberAdded, memberUpdated } from './company.events.ts'
export { companyRoutes } from './company.routes.ts'
export type { Company, CompanySettings, Member } from './company.ts'
export { type CreateCompany, createCompany } from './create-company.ts'
export {
  type DimensionPair,
  demandDimensions,
  dimensionFaults,
  dimensionsOfLines,
  faultsInDimensions,
  pairsOf,
  refuseDimensions,
  type SaidDimensions,
  type UnusableDimensions,
  unusableDimensions,
  usableOf,
} from './dimension-use.ts'
export {
  changeDimensionValue,
  createDimension,
  createDimensionValue,
  type Dimension,
  type DimensionManager,
  type DimensionValue,
  listDimensionManagers,
  listDimensions,
  listDimensionValues,
  openDimensions,
} from './dimensions.ts'
export { groupRoutes } from './group.routes.ts'
export { addCompanyToGroup, createGroup, getGroup, listGroups } from './groups.ts'
export { type CompanyOpening, onCompanyOpened } from './open-company.ts'
export { getCompany, listCompanies } from './read-companies.ts'
export { scopesOfRoles } from './roles.ts'
export { onSettingsChanged, type SettingsJudge } from './settings-judges.ts'
export { updateCompany } from './update-company.ts'
