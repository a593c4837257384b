import type * as Language from '../../language';
import type { JsonBodies } from '../../language';
import { say } from '../words';

/** The language part and the JSON service, each loaded when it is first asked for. */
export class LanguageFeatures {
  private json: Promise<JsonBodies> | null = null;

  /** A bundle of its own in dist/. */
  load(): Promise<typeof Language> {
    return import('../../language');
  }

  /** Another one: bodies of JSON are what brings it in. */
  jsonBodies(): Promise<JsonBodies> {
    this.json ??= import('../../language/json').then(({ createJsonBodies }) => createJsonBodies(say));
    return this.json;
  }
}
