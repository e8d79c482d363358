// Reads {address: html} from stdin, and prints a line for each thing that is not
// as the HTML standard has it.
import { text } from "node:stream/consumers";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const validate = new HtmlValidate(new StaticConfigLoader({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Lists may be named (WAI-ARIA 1.2, section 5.2.8.5).
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // What a box offers while one types cannot be a select.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
  },
}));

for (const [address, html] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const report = await validate.validateString(html, address);
  for (const m of report.results.flatMap((r) => r.messages)) {
    console.log(`${address}:${m.line}:${m.column}: ${m.message} (${m.ruleId})`);
  }
}
