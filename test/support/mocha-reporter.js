// mocha wants a module that is the reporter itself: `mocha --reporter test/support/mocha-reporter.js`.

require('./register.js');
module.exports = require('./reporter.ts').Reporter;
