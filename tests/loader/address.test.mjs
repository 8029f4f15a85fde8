import assert from "node:assert/strict";
import test from "node:test";

import { readAddress } from "../../public/window/address.js";

const cases = [
  ["https://shop.example/?chat=open", "", "https://shop.example/"],
  ["https://shop.example/?chat=open#top", "", "https://shop.example/#top"],
  ["https://shop.example/?chat=open#", "", "https://shop.example/#"],
  ["https://shop.example/?b=2&chat=open&a=1", "", "https://shop.example/?b=2&a=1"],
  ["https://shop.example/?q=a+b%20c%2F&chatbot_message=Hi+there%3F&z=%E6#x?chat=open", "Hi there?", "https://shop.example/?q=a+b%20c%2F&z=%E6#x?chat=open"],
  ["https://shop.example/?a&&chat=open&=&b=", "", "https://shop.example/?a&&=&b="],
  ["https://shop.example/?chatbot_message=one&chatbot_message=two", "one", "https://shop.example/"],
  ["https://shop.example/?chatbot_message=100%&chat=open", "100%", "https://shop.example/"],
  ["https://shop.example/?chatbot_message=", "", "https://shop.example/"],
  ["https://shop.example/?chatbot_message=<b>%3Ci%3E</b>", "<b><i></b>", "https://shop.example/"],
  ["https://shop.example//evil.example/?chat=open", "", "https://shop.example//evil.example/"],
];
for (const [address, message, rest] of cases) {
  test(`s15_${address} loses only what is meant for the chat`, () => {
    const read = readAddress(address);
    assert.deepEqual([read.message, read.href], [message, rest]);
  });
}

test("s15_an_address_that_asks_for_nothing_stays_as_it_is", () => {
  for (const address of ["https://shop.example/", "https://shop.example/?", "https://shop.example/?chat=closed&a=chat=open#chat=open"]) {
    assert.equal(readAddress(address), undefined);
  }
});

test("s15_a_megabyte_is_cut", () => {
  const read = readAddress(`https://shop.example/?chatbot_message=${"x".repeat(1_000_000)}`);
  assert.equal(read.message.length, 8000);
});
