/** Reading Confluence: the port that the engine asks, what connects it to Confluence, and the errors that it answers with. */
export { asUserChecks, connectConfluence } from './connect';
export { ConfluenceError, type ConfluenceErrorFacts, type ConfluenceErrorKind } from './errors';
export { inParallel } from './parallel';
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
  Facts,
  Folder,
  Listed,
  Listing,
  Reading,
  Request,
  RequestOptions,
  SpaceListing,
  SpaceQuery,
  SpaceReaders,
  TitleAndUrl,
  UserChecks,
} from './port';
