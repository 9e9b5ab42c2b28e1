// Talks to the control API under /_rehearsal/, and follows the room's changes by long polling.

export async function call(path, body, method = body === undefined ? "GET" : "POST") {
  const options = { method };
  if (body !== undefined) Object.assign(options, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const answer = await fetch(`/_rehearsal/${path}`, options);
  const given = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(given.error || given.message || String(answer.status));
  return given;
}

export const query = (path, values) => `${path}?${new URLSearchParams(values)}`;

// Calls `changed` now and after every change in the room; `lost` when the room does not answer.
export async function follow(changed, lost) {
  for (;;) {
    try {
      const version = await changed();
      await call(query("wait", { after: version, seconds: 25 }));
    } catch (error) {
      lost(error);
      await new Promise((again) => setTimeout(again, 1500));
    }
  }
}
