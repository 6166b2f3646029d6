export { reportRoutes } from './report.routes.ts'
export { trialBalance } from './trial-balance.ts'
