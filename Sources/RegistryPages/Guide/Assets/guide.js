// Comforts of the guide: tabs, copy buttons, and the form that sends a call. Everything can be
// read and searched without it.
"use strict";

(() => {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // MARK: Tabs

  let tabCount = 0;

  function addTabs(examples) {
    const panels = [...examples.querySelectorAll(":scope > details")];
    if (panels.length < 2) return;
    const list = make("div", { className: "tabs" });
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", examples.dataset.label);
    const tabs = panels.map((panel) => {
      const tab = make("button", { type: "button", textContent: panel.dataset.name });
      tab.id = `tab-${(tabCount += 1)}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.firstElementChild.nextElementSibling.id ||
        (panel.firstElementChild.nextElementSibling.id = `${panel.id}-panel`));
      const content = panel.firstElementChild.nextElementSibling;
      content.setAttribute("role", "tabpanel");
      content.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    const select = (index) => {
      tabs.forEach((tab, place) => {
        tab.setAttribute("aria-selected", String(place === index));
        tab.tabIndex = place === index ? 0 : -1;
        panels[place].open = true;
        panels[place].hidden = place !== index;
      });
    };
    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => selectEverywhere(panels[index].dataset.name));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (index + step + tabs.length) % tabs.length;
        selectEverywhere(panels[next].dataset.name);
        tabs[next].focus();
      });
    });
    const row = make("div", { className: "tab-row" }, list);
    const shown = () => panels.find((panel) => !panel.hidden).querySelector("pre").textContent;
    addCopyButton(row, shown, `Copy the example: ${examples.dataset.label}`);
    examples.prepend(row);
    examples.classList.add("has-tabs");
    select(0);
    return (name) => {
      const index = panels.findIndex((panel) => panel.dataset.name === name);
      if (index >= 0) select(index);
    };
  }

  // Who reads one example in a language reads the others in it too.
  const selections = [...document.querySelectorAll("[data-examples]")].map(addTabs).filter(Boolean);
  function selectEverywhere(name) {
    selections.forEach((select) => select(name));
  }

  // MARK: Copying

  function addCopyButton(place, text, label) {
    if (!navigator.clipboard) return;
    const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", async () => {
      let word = "Copied";
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        word = "Not allowed";
      }
      button.textContent = word;
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
    place.append(button);
  }

  for (const block of document.querySelectorAll("[data-copy]")) {
    if (block.closest(".has-tabs")) continue;
    const pre = block.querySelector("pre");
    const head = make("div", { className: "code-head" }, pre.dataset.name || "JSON");
    addCopyButton(head, () => pre.textContent, `Copy: ${pre.getAttribute("aria-label")}`);
    block.prepend(head);
  }
  // Articles have plain blocks; what can be run or sent is worth copying.
  const languages = [[/^curl /, "curl"], [/^(import|from|def) /, "Python"], [/^[[{]/, "JSON"]];
  for (const pre of document.querySelectorAll(".prose > pre")) {
    const language = languages.find(([start]) => start.test(pre.textContent));
    if (!language) continue;
    const block = make("div", { className: "code" });
    pre.replaceWith(block);
    const head = make("div", { className: "code-head" }, language[1]);
    addCopyButton(head, () => pre.textContent, `Copy ${language[1]}`);
    block.append(head, pre);
  }
  for (const line of document.querySelectorAll("[data-copy-text]")) {
    addCopyButton(line, () => line.dataset.copyText, `Copy ${line.dataset.copyText}`);
  }

  // MARK: Try it

  function addForm(form) {
    const section = form.closest("section");
    const { method, path } = form.dataset;
    const key = form.querySelector("#try-key");
    const body = form.querySelector("#try-body");
    const parameter = form.querySelector("[data-parameter]");
    const address = form.querySelector(".try-address");
    const button = form.querySelector("button[type=submit]");
    const status = section.querySelector(".try-status");
    const answer = section.querySelector(".try-answer");
    const headers = section.querySelector(".try-headers");
    const text = section.querySelector(".try-text");

    const target = () => {
      const query = new URLSearchParams();
      for (const input of form.querySelectorAll("[data-query]")) {
        if (input.value.trim()) query.append(input.dataset.query, input.value.trim());
      }
      const filled = parameter
        ? path.replace(`{${parameter.dataset.parameter}}`, encodeURIComponent(parameter.value.trim()))
        : path;
      return filled + (query.size ? `?${query}` : "");
    };
    const showAddress = () => { address.textContent = target(); };

    const say = (...parts) => status.replaceChildren(...parts);

    async function send() {
      const options = {
        method,
        headers: { "x-http-authorization": key.value.trim(), Accept: "application/json" },
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
      };
      if (body && body.value.trim()) {
        options.headers["Content-Type"] = "application/json";
        options.body = body.value;
      }
      const start = performance.now();
      const response = await fetch(target(), options);
      const received = await response.text();
      const milliseconds = Math.round(performance.now() - start);
      const kind = response.ok ? "ok" : "bad";
      say(
        make("span", { className: `status ${kind}`, textContent: String(response.status) }),
        `${response.statusText || ""} in ${milliseconds} ms`,
      );
      headers.textContent = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
      text.textContent = indented(received) || "(no body)";
      answer.hidden = false;
    }

    form.addEventListener("input", showAddress);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      form.setAttribute("aria-busy", "true");
      answer.hidden = true;
      say("Sending …");
      try {
        await send();
      } catch (error) {
        say(
          make("span", { className: "status bad", textContent: "No answer" }),
          "The request could not be sent, or its answer not be read. Is the server running, and " +
            `is the key one of letters and digits? The browser says: ${error.message}`,
        );
      } finally {
        button.disabled = false;
        form.removeAttribute("aria-busy");
      }
    });
    showAddress();
    form.hidden = false;
  }

  function indented(text) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }

  document.querySelectorAll("form.try").forEach(addForm);
})();
