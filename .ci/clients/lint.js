// Lints an OpenAPI description with Redocly's recommended rules and prints what
// it finds, as JSON.
// Usage: node lint.js FILE, with NODE_PATH at the package @redocly/openapi-core.
const { createConfig, lint } = require('@redocly/openapi-core');

async function main() {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lint({ ref: process.argv[2], config });
  console.log(JSON.stringify(found.map(({ ruleId, severity, message, location }) => (
    { rule: ruleId, severity, message, at: location[0]?.pointer }
  ))));
}

main();
