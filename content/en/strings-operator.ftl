### What those who run the bot (OPERATOR_IDS) are told in a private message.
### The rules are those of strings.ftl. Each says what is wrong, what it means and what to do.

## The weekly tips. { $advice } is one of the sentences below.

# $advice is one of the sentences below, $time a time in UTC.
operator-tips-stopped =
    __Weekly tips have stopped.__ One after the other could not be delivered. { $advice }

    Nobody was unsubscribed. The bot tries again by itself at { $time } UTC.
operator-tips-resumed = __Weekly tips go on.__ Deliveries arrive again.

## Why one tip after the other fails, and what to do

operator-advice-unreachable = Telegram says that these chats do not know this bot. Check that BOT_TOKEN and DATABASE_PATH belong together: a database knows only the chats of its own bot.
operator-advice-refused = Telegram does not let the bot write in one group after the other. Open @BotFather and look whether the bot has been restricted.
operator-advice-failed = Telegram does not take the text of the tips. Undo the latest change to tips.yaml, or run "python main.py check" and mend what it finds.
operator-advice-not-sent = No connection to Telegram can be made. Check the network of the machine, its clock and BOT_API_URL.
operator-advice-unknown = Telegram does not answer, or answers with errors of its own. Most often that passes. What may have arrived is not sent a second time.
operator-advice-revoked = Telegram does not accept BOT_TOKEN any more. Get the token from @BotFather, put it into the settings and start the bot again.

## The database. { $sentence } says what is wrong with it and what to do.

# $sentence says in English what is wrong with the file.
operator-database-fails =
    __The database does not work.__ { $sentence }

    Pages are still shown. Subscriptions and settings cannot be changed, and weekly tips wait until it is mended.
operator-database-works = __The database works again.__ Weekly tips go on, and settings can be changed.

## The clock of the machine

# $before is the date and time that it should have shown in UTC, $after what it shows instead.
operator-clock-set =
    __The clock of the bot's machine has jumped.__ It went from { $before } to { $after } UTC at once.

    Weekly tips go by the new time. If that is wrong, set the clock right: the bot notices and goes by it.
