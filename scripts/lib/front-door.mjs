// A short address: http://127.0.0.1:8024 leads to the workbench with its folder and file open.

import { createServer } from 'node:http';
import { freePort } from './code-server.mjs';

const PORT = 8024;

/**
 * @param {{ port: number, folder: string, file: string }} target port of code-server; absolute paths
 * @returns {Promise<string>} the address; it is served as long as this process runs
 */
export async function openFrontDoor({ port, folder, file }) {
  const server = createServer((request, response) => {
    const host = `${(request.headers.host ?? '127.0.0.1').replace(/:\d+$/, '')}:${port}`;
    const payload = JSON.stringify([['openFile', `vscode-remote://${host}${encodeURI(file)}`]]);
    const query = new URLSearchParams({ folder, payload });
    response.writeHead(302, { Location: `http://${host}/?${query}`, 'Cache-Control': 'no-store' }).end();
  });
  const own = await freePort(PORT);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(own, '127.0.0.1', () => resolve(undefined));
  });
  return `http://127.0.0.1:${own}`;
}
