import { type Answer, json } from './answer';
import { jsonObject } from './body';
import type { Call } from './call';
import { ApiError } from './errors';
import { changed, type WebhookSettings } from './webhook-settings';

/** `GET /user/webhooks`: everything but the secret (FACTS.md section 1.12). */
export function getWebhooks({ store, caller }: Call): Answer {
  return json(200, described(store.webhooksOf(caller.workspace)));
}

/** `PUT /user/webhooks`. What the service answers is not published; this answers the settings as they are now. */
export async function updateWebhooks({ store, caller, body }: Call): Promise<Answer> {
  const settings = changed(store.webhooksOf(caller.workspace), jsonObject(body));
  try {
    await store.setWebhooks(caller.workspace, settings);
  } catch {
    throw new ApiError('INTERNAL_ERROR', 'The sandbox could not write its state file; nothing was changed.');
  }
  return json(200, described(settings));
}

function described({ urls, fields, uniqueClicksOnly, secret }: WebhookSettings) {
  return { ...urls, ...fields, unique_clicks_only: uniqueClicksOnly, signing_secret_set: secret !== null };
}
