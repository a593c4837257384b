export { curlOptionCut } from './curl/option-at';
export { durationMs, type PromptDirective, promptsOf } from './directives';
export { HttpDocument } from './document';
export type { TextChange } from './edit';
export { encodeForm } from './encode';
export { between, type Ends, sameEnds } from './ends';
export { graphqlJson } from './graphql';
export { headerValue } from './headers';
export type {
  BadHeaderNode,
  BlockNode,
  BodyNode,
  BodyPart,
  CommentNode,
  DirectiveNode,
  FilePart,
  Finding,
  GraphqlBody,
  HeaderNode,
  HttpFile,
  RequestLineNode,
  RequestNode,
  ScriptNode,
  SeparatorNode,
  Span,
  TextPart,
  VariableNode,
} from './nodes';
export { findingsOf, parse } from './parse';
export { lineOf, linesOf, offsetOf, type Position, positionOf, sourceOffset, sourceOffsets } from './positions';
export { namesOf, requestAtLine, requestAtOffset, requestByName, type Selection } from './select';
export { plainBasic } from './unsent';
export type { Resolved, Substitution, UnresolvedVariable, VariableContext } from './variables/context';
export { Definitions } from './variables/definitions';
export { DOTENV, environmentOfDotenv, parseDotenv } from './variables/dotenv';
export {
  ENVIRONMENT_FILES,
  type Environments,
  environmentFrom,
  type ParsedEnvironments,
  parseEnvironments,
  parseSettingsEnvironments,
} from './variables/environment';
export { type JsonNode, jsonNodeAt, jsonTree, jsonValueText } from './variables/json-tree';
export { type VariableReference, variableReferences } from './variables/references';
export { type RequestExpression, requestExpression, requestsAskedFor } from './variables/request-expression';
export { createResolver, type Resolver } from './variables/resolver';
