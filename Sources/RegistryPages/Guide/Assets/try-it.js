// The form of a call's page, which sends the call to this server. Pages without it don't load this.
"use strict";

(() => {
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
        // A parameter that may be repeated has a value a line.
        for (const value of input.value.split("\n")) {
          if (value.trim()) query.append(input.dataset.query, value.trim());
        }
      }
      const filled = parameter
        ? path.replace(`{${parameter.dataset.parameter}}`, encodeURIComponent(parameter.value.trim()))
        : path;
      return filled + (query.size ? `?${query}` : "");
    };
    const showAddress = () => { address.textContent = target(); };

    const say = (...parts) => status.replaceChildren(...parts);
    const badge = (kind, text) =>
      Object.assign(document.createElement("span"), { className: `status ${kind}`, textContent: text });

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
      say(
        badge(response.ok ? "ok" : "bad", String(response.status)),
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
          badge("bad", "No answer"),
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
