// Tells what a link means inside a chat program: the bot's own links stay here, all others open.

/**
 * Reads a link to Telegram. Gives {kind, ...} for what the page can do itself, or null for a link that
 * opens in the browser.
 */
export function meaningOf(url, botUsername) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  const query = parsed.searchParams;
  if (parsed.protocol === "tg:") {
    if (parsed.host !== "resolve" && parsed.pathname.replace(/^\/+/, "") !== "resolve") return null;
    return botLink(query.get("domain"), query, botUsername);
  }
  if (!/^(www\.)?(t|telegram)\.me$/i.test(parsed.host)) return null;
  const parts = parsed.pathname.split("/").filter(Boolean);
  if (parts[0] === "share") {
    return { kind: "share", text: [query.get("text"), query.get("url")].filter(Boolean).join("\n") };
  }
  const numbers = parts.slice(1).map(Number);
  if (parts[0] === "c" && numbers.length >= 2) {
    return { kind: "message", chatId: Number(`-100${parts[1]}`), messageId: numbers.at(-1) };
  }
  if (parts.length >= 2 && Number.isInteger(numbers.at(-1))) {
    return { kind: "message", username: parts[0], messageId: numbers.at(-1) };
  }
  return botLink(parts[0], query, botUsername);
}

function botLink(domain, query, botUsername) {
  if (domain?.toLowerCase() !== botUsername.toLowerCase()) return null;
  const rights = query.get("admin");
  if (query.has("startgroup")) return { kind: "startgroup", payload: query.get("startgroup"), admin: rights !== null };
  if (query.has("startchannel")) return { kind: "startchannel", admin: true };
  if (query.has("start")) return { kind: "start", payload: query.get("start") };
  return { kind: "open" };
}
