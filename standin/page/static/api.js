// Speaks with the server: what a person does goes out, what happens comes in.

/** Sends what the person did; a refusal is thrown as an Error with the server's one sentence. */
export async function post(path, body) {
  let response;
  try {
    response = await fetch(`/page/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error("The preview does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The preview answered with status ${response.status}.`);
  return answer;
}

/**
 * Listens to what happens: every connection begins with the whole state, then come the changes in
 * their order, so that nothing is lost between the two.
 */
export function listen({ onevent, onlost }) {
  const source = new EventSource("/page/events");
  source.addEventListener("page", (event) => onevent(JSON.parse(event.data)));
  source.addEventListener("error", onlost);
  return source;
}
