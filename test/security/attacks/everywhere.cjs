// @ts-nocheck It takes the place of functions of Node whose overloads cannot be written down here.
// Loaded into the attacked process by `node --require`: a network in which every name and every address leads to this
// computer, and the ports 443 and 80 to recorders. Whatever a request would have reached, it is seen.

const dns = require('node:dns');
const net = require('node:net');

const ports = new Map([
  [443, Number(process.env.ATTACK_PORT_443)],
  [80, Number(process.env.ATTACK_PORT_80)],
]);

const lookup = dns.lookup;
dns.lookup = (name, options, callback) => {
  const done = callback ?? options;
  if (net.isIP(name)) return lookup(name, options, callback);
  if (typeof options === 'object' && options.all) return done(null, [{ address: '127.0.0.1', family: 4 }]);
  return done(null, '127.0.0.1', 4);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (options && typeof options === 'object') {
    options.port = ports.get(Number(options.port)) ?? options.port;
    if (net.isIP(options.host ?? '') && !/^(127\.|::1$)/.test(options.host)) options.host = '127.0.0.1';
  }
  return connect.apply(this, args);
};
