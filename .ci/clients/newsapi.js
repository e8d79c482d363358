// Asks a server for what TestNewsAPIClients wants to know, with the package
// newsapi as it is: its requests alone are led to another address.
// Usage: node newsapi.js ADDRESS, with NODE_PATH at the package.
const fetch = require('node-fetch')
const address = process.argv[2]
require.cache[require.resolve('node-fetch')].exports = (url, options) =>
  fetch(url.replace('https://newsapi.org', address), options)
const NewsAPI = require('newsapi')

const short = (answer) => ({
  total: answer.totalResults,
  titles: answer.articles.map((a) => a.title),
  sources: answer.articles.map((a) => a.source.name),
})

async function main () {
  const { v2 } = new NewsAPI('a key')
  const everything = short(await v2.everything({ q: 'ferry', sortBy: 'publishedAt', language: 'en', from: '2025-07-01' }))
  const page = short(await v2.everything({ q: 'ferry', sortBy: 'publishedAt', pageSize: 1, page: 2 }))
  const headlines = short(await v2.topHeadlines({ q: 'tower', language: 'en' }))
  const sources = (await v2.sources({})).sources.map((s) => s.name)
  const refused = await v2.everything({}).catch((error) => error.name)
  console.log(JSON.stringify({ everything, page, headlines, sources, refused: refused.replace('NewsAPIError: ', '') }))
}

main().catch((error) => { console.error(error); process.exit(1) })
