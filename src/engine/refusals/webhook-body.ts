import { schemas } from '../../catalog';
import type { Problem } from '../../messages';
import { jsonMembers } from '../../sending';
import { type Case, type Specific, shown } from './case';

type Members = Readonly<Record<string, unknown>>;

/** Looks at the members of a body whose names fit. */
function each({ request }: Case, names: RegExp, look: (member: string, value: unknown) => Problem | null): Specific {
  const members = Object.entries(jsonMembers(request.body)).filter(([name]) => names.test(name));
  return { why: members.flatMap(([name, value]) => look(name, value) ?? []) };
}

/** Which address for webhooks cannot be one (FACTS.md section 1.12). */
export function invalidUrl(found: Case): Specific {
  return each(found, /_url$/, (member, value) => {
    if (value === null || value === '') return null;
    if (typeof value !== 'string' || !URL.canParse(value)) {
      return { code: 'refusal.url.noUrl', args: { member, value: shown(value) } };
    }
    const { protocol, hostname: host } = new URL(value);
    if (protocol !== 'https:') return { code: 'refusal.url.noHttps', args: { member } };
    return isInside(host) ? { code: 'refusal.url.local', args: { member, host } } : null;
  });
}

/** Hosts of this computer or of a network of one's own (RFC 1918, RFC 4193, RFC 6761). */
function isInside(host: string): boolean {
  return (
    /^(?:localhost|.*\.(?:localhost|local|internal|test|invalid)|[^.[\]]+)\.?$/i.test(host) ||
    /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(host) ||
    /^\[(?:::1?|f[cd].*|fe80.*)\]$/i.test(host)
  );
}

/** How long the signing secret is; never the secret. */
export function invalidSecret(found: Case): Specific {
  return each(found, /^signing_secret$/, (_, value) =>
    typeof value === 'string' && value.length >= 1 && value.length <= 64
      ? null
      : typeof value === 'string'
        ? { code: 'refusal.secret.length', args: { length: [...value].length } }
        : { code: 'errorCode.INVALID_SECRET.why' },
  );
}

/** Which list of fields is empty or names one that does not exist. */
export function invalidFields(found: Case): Specific {
  return each(found, /_fields$/, (member, value) => {
    if (!Array.isArray(value)) return { code: 'refusal.fields.noList', args: { member, value: shown(value) } };
    if (value.length === 0) return { code: 'refusal.member.empty', args: { member } };
    const known = knownFields(member);
    const unknown = known.length > 0 ? value.filter((field) => !known.includes(field)) : [];
    if (unknown.length === 0) return null;
    const args = { member, value: unknown.slice(0, 3).map(shown).join(', '), known: known.join(', ') };
    return { code: 'refusal.fields.unknown', args };
  });
}

/** The names that the description has for a list; none where they are not published. */
function knownFields(member: string): readonly unknown[] {
  const properties = (schemas.WebhookUpdate?.properties ?? {}) as Members;
  const { items } = (properties[member] ?? {}) as Members;
  const { enum: names } = (items ?? {}) as Members;
  return Array.isArray(names) ? names : [];
}

/** Which switch is neither true nor false. */
export function invalidToggle(found: Case): Specific {
  return each(found, /^(?:unique_clicks_only|clear_signing_secret)$/, (member, value) =>
    typeof value === 'boolean' ? null : { code: 'refusal.toggle.value', args: { member, value: shown(value) } },
  );
}
