export { companyApi } from './api.ts'
export { driveYear, type YearResult } from './drive-year.ts'
export { readYearFolder, type YearFolder } from './year-folder.ts'
