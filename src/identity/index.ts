import './identity.problems.ts'

export { createAuthenticator, personIn, sessionOf } from './authenticate.ts'
export { identityRoutes } from './identity.routes.ts'
export { type ApiKey, type Membership, type Person, SESSION_COOKIE, SESSION_HOURS, type Session } from './identity.ts'
export { acceptInvitation, type Invitation, invite } from './invitations.ts'
export { type LoggedIn, type LogIn, logIn, logOut } from './log-in.ts'
export {
  type CreateApiKey,
  type CreatedApiKey,
  createCompanyKey,
  createMyKey,
  listCompanyKeys,
  listMyKeys,
  revokeApiKey,
} from './manage-api-keys.ts'
export { getMe } from './read-me.ts'
export { countPeople, type RegisterPerson, registerPerson } from './register-person.ts'
