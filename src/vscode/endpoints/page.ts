import { type TextDocumentContentProvider, Uri } from 'vscode';
import { type Endpoint, endpoints } from '../../catalog';
import { Scheme } from '../ids';
import { say } from '../words';

/** The address of an endpoint's page; its last part is the title of the tab and makes it an `.http` document. */
export function pageUri(endpoint: Endpoint): Uri {
  const title = endpoint.title.replaceAll('/', '-');
  return Uri.from({ scheme: Scheme.endpoint, path: `/${endpoint.id}/${title}.http` });
}

/** Finds the endpoint that a page belongs to. */
export function endpointOfPage(uri: Uri): Endpoint | undefined {
  if (uri.scheme !== Scheme.endpoint) return undefined;
  return endpoints.find((endpoint) => endpoint.id === uri.path.split('/')[1]);
}

/** Fills the read-only pages of endpoints. */
export const pageProvider: TextDocumentContentProvider = {
  async provideTextDocumentContent(uri) {
    const endpoint = endpointOfPage(uri);
    if (endpoint) return (await import('../../language')).endpointPage(endpoint, say);
    return `# ${say({ code: 'endpoint.notFound', args: { id: uri.path } })}\n`;
  },
};
