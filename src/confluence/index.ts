/** Reading Confluence: what the engine may ask (the port), and the errors that it answers with. */
export { ConfluenceError, type ConfluenceErrorFacts, type ConfluenceErrorKind } from './errors';
export type {
  AbsenceEvidence,
  Ancestor,
  AncestorFacts,
  Answer,
  BulkReading,
  Call,
  Changed,
  Confluence,
  ConnectOptions,
  Folder,
  Listed,
  Listing,
  Reading,
  Request,
  RequestOptions,
  SpaceListing,
  SpaceQuery,
  TitleAndUrl,
  UserChecks,
} from './port';
