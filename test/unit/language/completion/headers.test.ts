import assert from 'node:assert/strict';
import { labels, one, proposed, taken } from './asking';

const SEND = 'POST {{baseUrl}}/api/v1/sms/send';

describe('completion: names of headers', () => {
  it('begin with those that the endpoint wants', () => {
    assert.deepEqual(labels(`${SEND}\n|`).slice(0, 3), ['Content-Type', 'X-Workspace-ID', 'Accept']);
    assert.equal(labels('GET {{baseUrl}}/api/v1/track\n|')[0], 'X-Api-Token');
    assert.ok(!labels('GET {{baseUrl}}/api/v1/user/workspaces\n|').includes('X-Workspace-ID'));
  });

  it('are inserted with colon and blank, and ask for values where there are some', () => {
    assert.equal(taken(`${SEND}\nCont|\n\n{}`, 'Content-Type'), `${SEND}\nContent-Type: \n\n{}`);
    assert.ok(one(`${SEND}\nCont|`, 'Content-Type').again);
    assert.equal(one(`${SEND}\n|`, 'Cookie').again, false);
  });

  it('say what they are for, as text that shows as it is', () => {
    assert.match(one(`${SEND}\n|`, 'Accept').documentation, /Added as \\\*\/\\\* when missing/);
  });

  it('replace a name without touching its value', () => {
    assert.equal(taken(`${SEND}\nAcc|: gzip`, 'Accept-Encoding'), `${SEND}\nAccept-Encoding: gzip`);
  });

  it('leave out those that are there, in any case of letters, but for the one at the cursor', () => {
    assert.ok(!labels(`${SEND}\ncontent-type: a/b\n|`).includes('Content-Type'));
    assert.ok(labels(`${SEND}\nContent-T|ype: a/b`).includes('Content-Type'));
  });

  it('never are those that a credential adds', () => {
    const all = labels(`${SEND}\n|`).map((label) => label.toLowerCase());
    for (const name of ['x-api-key', 'x-timestamp', 'x-signature', 'authorization', 'content-length']) {
      assert.ok(!all.includes(name), name);
    }
    assert.ok(labels('GET https://example.com/\n|').includes('Authorization'), 'elsewhere nobody adds it');
  });

  it('are not offered on an indented continuation of a value, nor in a comment', () => {
    assert.deepEqual(labels(`${SEND}\nAccept: a/b,\n  some thing|`), []);
    assert.deepEqual(labels(`${SEND}\n# Acc|`), []);
  });
});

describe('completion: values of headers', () => {
  it('are media types, JSON first', () => {
    assert.equal(labels(`${SEND}\nContent-Type: |`)[0], 'application/json');
    assert.equal(
      taken(`${SEND}\nContent-Type: text/|plain`, 'application/json'),
      `${SEND}\nContent-Type: application/json`,
    );
  });

  it('let the boundary of multipart be typed', () => {
    assert.equal(
      taken(`${SEND}\nContent-Type: m|`, 'multipart/form-data; boundary='),
      `${SEND}\nContent-Type: multipart/form-data; boundary=‹1:----boundary›`,
    );
  });

  it('go one by one into a list of types', () => {
    assert.equal(taken(`${SEND}\nAccept: text/csv, app|, a/b`, '*/*'), `${SEND}\nAccept: text/csv, */*, a/b`);
  });

  it('are encodings and languages', () => {
    assert.ok(labels(`${SEND}\naccept-encoding: |`).includes('gzip'));
    assert.ok(labels(`${SEND}\nAccept-Language:|`).includes('en'));
  });

  it('are variables where anything may stand', () => {
    const given = { variables: { environment: new Map([['workspace', '16']]) } };
    assert.deepEqual(labels(`${SEND}\nX-Workspace-ID: |`, given), ['{{workspace}}', '{{baseUrl}}']);
    assert.equal(proposed(`${SEND}\nX-Workspace-ID: |`, given)[0]?.detail, '16');
    assert.equal(
      taken(`${SEND}\nX-Workspace-ID: 1|6`, '{{workspace}}', given),
      `${SEND}\nX-Workspace-ID: {{workspace}}`,
    );
  });

  it('keep the tracker token out of the file', () => {
    assert.equal(labels('GET {{baseUrl}}/api/v1/track\nX-Api-Token: |')[0], '{{trackerToken}}');
  });
});
