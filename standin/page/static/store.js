// What the page knows: the bot, the person, the chats and their messages, and what is still unread.

/** The topic that a message belongs to; null is General, or a chat without topics. */
export const topicOf = (message) => (message.is_topic_message ? message.message_thread_id : null);

/** The account through which anonymous admins write; on this page that is always the person at it. */
const ANONYMOUS_ADMIN = 1087968824;

export class Store {
  constructor() {
    this.bot = null;
    this.person = null;
    this.chats = new Map();
    this.openChat = null;
    this.openTopic = null;
    this.typing = new Map();
  }

  /** Takes the whole state; unread counts of chats that were known before stay. */
  load(state) {
    this.bot = state.bot;
    this.person = state.person;
    const before = this.chats;
    this.chats = new Map();
    for (const chat of state.chats) this.#put(chat, chat.messages, before.get(chat.id));
    if (!this.chats.has(this.openChat)) this.openChat = null;
  }

  #put(chat, messages, known) {
    const { messages: _, ...facts } = chat;
    const kept = new Map(messages.map((message) => [message.message_id, message]));
    const unread = known?.unread ?? new Map();
    if (known) {
      for (const message of messages) {
        if (!known.messages.has(message.message_id)) this.#count(unread, chat.id, message);
      }
    }
    this.chats.set(chat.id, { ...facts, messages: kept, unread, draft: known?.draft ?? "" });
  }

  chat(id = this.openChat) {
    return this.chats.get(id) ?? null;
  }

  putChat(facts) {
    const known = this.chats.get(facts.id);
    this.#put(facts, facts.messages ?? (known ? [...known.messages.values()] : []), known);
  }

  removeChat(id) {
    this.chats.delete(id);
    if (this.openChat === id) this.openChat = null;
  }

  /** Keeps a message; true when it is new, false when it replaces one. */
  putMessage(chatId, message) {
    const chat = this.chats.get(chatId);
    if (!chat) return false;
    const isNew = !chat.messages.has(message.message_id);
    chat.messages.set(message.message_id, message);
    if (isNew) this.#count(chat.unread, chatId, message);
    return isNew;
  }

  #count(unread, chatId, message) {
    if (this.isOutgoing(message) || this.isOpen(chatId, topicOf(message))) return;
    const topic = topicOf(message);
    unread.set(topic, (unread.get(topic) ?? 0) + 1);
  }

  removeMessages(chatId, ids) {
    for (const id of ids) this.chats.get(chatId)?.messages.delete(id);
  }

  isOpen(chatId, topic) {
    const chat = this.chats.get(chatId);
    return this.openChat === chatId && (!chat?.is_forum || this.openTopic === topic);
  }

  open(chatId, topic = null) {
    this.openChat = chatId;
    this.openTopic = topic;
    this.chat()?.unread.delete(topic);
    if (!this.chat()?.is_forum) this.chat()?.unread.clear();
  }

  /** Whether the person at the page wrote it, also under the group's name. */
  isOutgoing(message) {
    if (message.chat.type === "channel") return false;
    return message.from?.id === this.person.id || message.from?.id === ANONYMOUS_ADMIN;
  }

  unreadIn(chat) {
    return [...chat.unread.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The messages of the open chat and topic, oldest first. */
  shown() {
    const chat = this.chat();
    if (!chat) return [];
    const all = [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);
    return chat.is_forum ? all.filter((message) => topicOf(message) === this.openTopic) : all;
  }

  latest(chat) {
    let last = null;
    for (const message of chat.messages.values()) if (!last || message.message_id > last.message_id) last = message;
    return last;
  }

  /** Chats as a chat program sorts them: the private chat with the bot first, then by the last message. */
  ordered() {
    const weight = (chat) => (chat.type === "private" ? Infinity : (this.latest(chat)?.date ?? 0));
    return [...this.chats.values()].sort((a, b) => weight(b) - weight(a) || String(a.title).localeCompare(b.title));
  }
}
