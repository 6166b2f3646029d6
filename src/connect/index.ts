export { type ConformanceReport, checksOf, runCheck, runConformance } from './conformance/conformance.ts'
export { consent } from './conformance/stand.ts'
export { startAuthorization, type VendorApp } from './oauth.ts'
export { installConnectors } from './registry.ts'
