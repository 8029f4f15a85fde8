// The receiver of webhooks that the page on livechat shows, taken from its own text; and the vendor's, where it is at hand.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";

const load = (source, name) =>
  import(`data:text/javascript,${encodeURIComponent(`${source}\nexport { ${name} as example };`)}`);

const [, receiver] = /```js\n([^]*?)```/.exec(readFileSync("docs/livechat.md", "utf8"));

/** What the contract of the chat API gives as an example (`chat-api.md` §11). */
const vector = {
  secret: "whsec_sandbox",
  timestamp: "1750000210",
  body: '{"event_id":"evt_01","event_type":"visitor.data.deleted"}',
  signature: "49c2f2a1693ca174ec8257456053ca056744ec7d4a96171eee61f2fbbebe46d2",
};

test("the receiver of the page on livechat takes each event once, and nothing whose signature is wrong", async () => {
  const { example: createReceiver } = await load(receiver, "createReceiver");
  const seen = [];
  const server = createReceiver(vector.secret, (event) => seen.push(event.event_id));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}/hook`;
  /** @param {Partial<typeof vector>} changes */
  const post = async (changes = {}) => {
    const { body, timestamp, signature } = { ...vector, ...changes };
    const headers = { "x-di-timestamp": timestamp, "x-di-signature": signature };
    return (await fetch(address, { method: "POST", headers, body })).status;
  };
  try {
    assert.equal(await post({ timestamp: "1750000211" }), 401);
    assert.equal(await post({ body: vector.body.replace("01", "02") }), 401);
    assert.equal(await post({ signature: "" }), 401);
    assert.equal(await post({ signature: "é".repeat(32) }), 401);
    assert.deepEqual(seen, []);
    assert.equal(await post(), 204);
    assert.equal(await post(), 204, "what comes again is confirmed again");
    assert.deepEqual(seen, ["evt_01"]);
  } finally {
    server.close();
  }
});

const guides = `${process.env.CHATLET_REFERENCE ?? "../shared/reference"}/dialoge-docs.md`;

test("the vendor's way to verify a delivery agrees with the contract", { skip: !existsSync(guides) }, async () => {
  // Its types say nothing here, and Node.js would not read them.
  const [, source] = /```ts(\s+import \{[^`]*?createHmac(?:(?!```)[^])*)```/.exec(readFileSync(guides, "utf8"));
  const { example: verify } = await load(source.replace(/\}: \{[^}]*\}\)/, "})"), "verifyDialogeWebhook");
  const { secret: signingSecret, timestamp, body: rawBody, signature } = vector;
  assert.equal(verify({ rawBody, timestamp, signature, signingSecret }), true);
  assert.equal(verify({ rawBody: `${rawBody} `, timestamp, signature, signingSecret }), false);
});
