/** Secrets made up for the tests. */
export const LIVE_KEY = 'sk_prod_0123456789abcdefi9j0';
export const TEST_KEY = 'sk_test_0123456789abcdefc3d4';
export const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl';
