// Buttons that copy a clause's citation. Without a script, or where the browser does not let it, the text can be marked.
(() => {
  const mark = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  };
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const cited = button.parentElement.querySelector("cite");
      let done = true;
      try { await navigator.clipboard.writeText(cited.textContent); } catch { done = mark(cited); }
      button.textContent = done ? "Copied" : "Marked";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
})();
