// What the web page adds: a document may be dropped anywhere, waiting is said, corrections are saved in place.
(() => {
  const ask = document.getElementById("ask");
  if (ask) {
    const file = document.getElementById("file");
    const dropping = (on) => document.body.classList.toggle("dropping", on);
    addEventListener("dragover", (event) => { event.preventDefault(); dropping(true); });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) dropping(false); });
    addEventListener("drop", (event) => {
      event.preventDefault();
      dropping(false);
      const text = event.dataTransfer.getData("text/plain");
      if (event.dataTransfer.files.length) {
        file.files = event.dataTransfer.files;
        ask.requestSubmit();
      } else if (text) {
        const paste = document.getElementById("paste");
        paste.value = text;
        paste.focus();
      }
    });
    ask.addEventListener("submit", () => {
      ask.querySelector(".go").disabled = true;
      document.getElementById("working").textContent = "Reading and tagging…";
    });
    addEventListener("pageshow", () => { ask.querySelector(".go").disabled = false; document.getElementById("working").textContent = ""; });
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.correct");
    if (!form) return;
    event.preventDefault();
    const saved = form.querySelector(".saved");
    saved.textContent = "Saving…";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { accept: "application/json" } });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.detail);
    } catch (error) {
      saved.textContent = `Not saved: ${error.message}`;
      return;
    }
    try {
      await refresh(form.closest(".clause").id);
    } catch {
      saved.textContent = "Saved, but the view could not be refreshed: load the page again.";
    }
  });

  // The server draws the page; after a correction its new clause, counts and map take the place of the old.
  const refresh = async (id) => {
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const swap = (selector) => {
      const [from, to] = [fresh.querySelector(selector), document.querySelector(selector)];
      if (from && to) to.replaceWith(document.importNode(from, true));
    };
    const clause = `#${CSS.escape(id)}`;
    [`${clause} summary`, `${clause} .text`, `${clause} .verdicts`, ".counts", ".found"].forEach(swap);
    document.querySelector(clause).className = fresh.querySelector(clause).className;
    document.querySelectorAll(".panel .n").forEach((n, i) => { n.replaceWith(document.importNode(fresh.querySelectorAll(".panel .n")[i], true)); });
    document.getElementById("search").dispatchEvent(new Event("input")); // marks and counts again what is shown
    document.querySelectorAll(".map a").forEach((row, i) => {
      const from = fresh.querySelectorAll(".map a")[i];
      row.replaceChildren(...[...from.children].map((cell) => document.importNode(cell, true)));
      row.title = from.title;
      row.setAttribute("aria-label", from.getAttribute("aria-label"));
    });
    document.querySelector(`${clause} .saved`).textContent = fresh.querySelector(`${clause} .saved`).textContent;
  };
})();
