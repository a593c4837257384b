import assert from 'node:assert/strict';
import { endpoints } from '../../../src/catalog';
import { groupEndpoints, shortPath } from '../../../src/vscode/endpoints/grouping';

const titles = (filter: string) =>
  groupEndpoints(endpoints, filter).flatMap((group) => group.endpoints.map((e) => e.title));

describe('the groups of the view Endpoints', () => {
  it('are SMS, Statistics, Account and Webhooks, in this order, and hold every endpoint', () => {
    const groups = groupEndpoints(endpoints, '');
    assert.deepEqual(
      groups.map(({ name }) => name),
      ['SMS', 'Statistics', 'Account', 'Webhooks'],
    );
    assert.equal(titles('').length, endpoints.length);
  });

  it('are narrowed down by words of title, path, method or permission, whatever their case and order', () => {
    assert.deepEqual(titles('SEND sms post'), ['Send SMS']);
    assert.deepEqual(titles('webhooks.read'), ['Webhook settings', 'Delivery attempts']);
    assert.deepEqual(titles('/sms/stats/daily'), ['Statistics by day']);
    assert.deepEqual(titles('no such thing'), []);
  });

  it('show paths without what all have in common', () => {
    assert.deepEqual(endpoints.filter(({ id }) => id === 'sendSms' || id === 'legacyAction').map(shortPath), [
      '/sms/send',
      '/action',
    ]);
  });
});
