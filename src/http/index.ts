export { durationMs, type PromptDirective, promptsOf } from './directives';
export { encodeForm } from './encode';
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
export { lineOf, offsetOf, type Position, positionOf, sourceOffset, sourceOffsets } from './positions';
export { namesOf, requestAtLine, requestByName, type Selection } from './select';
export { plainBasic } from './unsent';
export type { Substitution, UnresolvedVariable, VariableContext } from './variables/context';
export { ENVIRONMENT_FILES, type EnvironmentFile, environmentFrom } from './variables/environment';
export { type VariableReference, variableReferences } from './variables/references';
export { createResolver, type Resolver } from './variables/resolver';
