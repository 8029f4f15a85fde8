// The shop's basket, as far as a demonstration needs one: it answers the widget's wish to put something into it.
//
// Boots sell out while one chats, and of one jacket nobody hears again, so that each end can be seen.

const basket = document.createElement("output");
basket.className = "basket";
basket.setAttribute("aria-label", "Basket");
document.querySelector(".top nav")?.append(basket);

let count = 0;
const show = () => {
  basket.textContent = count ? `Basket (${count})` : "";
};

const take = (event) => {
  const { sku, quantity } = event;
  if (/VIND/.test(sku)) return;
  setTimeout(() => {
    if (/STI|KLIPPE/.test(sku)) return event.reply("failed", "The last pair was sold a minute ago.");
    count += quantity;
    show();
    event.reply("ok");
  }, 700);
};

window.Chatlet = window.Chatlet || [];
window.Chatlet.push(["on", "addToCart", take]);
show();
