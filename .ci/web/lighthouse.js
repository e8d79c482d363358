// Prints a line of JSON for each address that it is given: the scores, from 0 to
// 100, of what Lighthouse judges, and what keeps them from 100.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  for (const address of process.argv.slice(2)) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error" });
    const scores = {}, missed = [];
    for (const [name, category] of Object.entries(lhr.categories)) {
      scores[name] = Math.round(category.score * 100);
      for (const { id, weight } of category.auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1) missed.push(`${name}: ${id} ${audit.displayValue ?? audit.title}`);
      }
    }
    console.log(JSON.stringify({ address, scores, missed }));
  }
} finally {
  chrome.kill();
}
