"use strict";
// On a narrow screen one text with marks reads better than two texts one below the other.
(() => {
  if (matchMedia("(max-width: 56rem)").matches) document.getElementById("one").checked = true;
})();
