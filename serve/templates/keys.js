"use strict";
// Whether single letters are keys (WCAG 2.1.4): a setting that the browser keeps for all pages of this address.
const singleKeys = (() => {
  const name = "clausetag-keys";
  let on = true;
  try { on = localStorage.getItem(name) !== "off"; } catch { /* a page from a file may keep nothing */ }
  const show = () => {
    const box = document.getElementById("keys");
    if (box) box.checked = on;
    document.querySelectorAll("[data-key]").forEach((button) => {
      if (on) button.setAttribute("aria-keyshortcuts", button.dataset.key);
      else button.removeAttribute("aria-keyshortcuts");
    });
  };
  document.addEventListener("change", (event) => {
    if (event.target.id !== "keys") return;
    on = event.target.checked;
    try { localStorage.setItem(name, on ? "on" : "off"); } catch { /* it holds for this page */ }
    show();
  });
  show();
  return { on: () => on, show };
})();
