### Фразы срочной помощи по-русски. Чего здесь нет, то показывается по-английски.
###
### Строка "ключ = слова" — это одна фраза. Ключи не меняются, слова менять можно.
### Правила для редакторов стоят в content/README.md.

# translated_from: en-08a94ff9
disclaimer-short = Это общие сведения, а не совет врача: ваши врачи знают вас лучше. В экстренном случае звоните по номеру своей страны.

## Кнопки

# translated_from: en-9c47d2b0
button-back = ‹ Назад
# translated_from: en-deb94dd3
button-menu = ☰ Меню
# translated_from: en-f91693de
button-urgent = 🆘 Срочно
# translated_from: en-95446f72
button-urgent-wide = 🆘 Срочная помощь
# translated_from: en-087340ea
button-earlier = ‹ Раньше
# translated_from: en-9dcfa15a
button-later = Дальше ({ $page } из { $pages }) ›
# translated_from: en-1d2d4d4d
button-red-flags = С чем ждать нельзя
# translated_from: en-c924a4de
button-crisis = Если нет больше сил: кто выслушает
# translated_from: en-b2cccef2
button-crisis-short = Кто выслушает сегодня
# translated_from: en-13f84aba
button-crisis-country = Найти линию в моей стране
# translated_from: en-eea65de9
button-crisis-elsewhere = Другая страна
# translated_from: en-96345962
button-emergency-number = Номер скорой
# translated_from: en-7f3cf269
button-keep-country = 📍 Я живу здесь
# translated_from: en-97307ea6
button-drop-country = Не хранить страну
# translated_from: en-170c554f
button-faqs = Вопросы и ответы
# translated_from: en-a15bbfe4
button-copy = Скопировать { $number }
# translated_from: en-9facf4f1
button-show-here = Показать здесь
# translated_from: en-abd475d3
button-open-private = Открыть личный чат
# translated_from: en-77d7d099
button-read-private = Читать в личном чате

## Под каждым текстом

# translated_from: en-7e844df5
sources =
    { $count ->
        [1] Источник:
       *[other] Источники:
    }
# translated_from: en-4f3feaf8
not-reviewed = *Медицинский специалист этого ещё не проверил.*
# translated_from: en-a7f4067c
reviewed-by = *Проверено: { $reviewer }, { $date }. Следующая проверка: { $due }.*

## Срочная помощь

# translated_from: en-0d603892
red-flags = __С чем ждать нельзя__ ({ $page } из { $pages })
# translated_from: en-83358f93
emergency-numbers = Номера экстренной помощи по странам
# translated_from: en-82addeab
emergency-which-country =
    __Номер экстренной помощи в стране__

    Где вы или тот, за кого вы тревожитесь?
# translated_from: en-364c1163
emergency-call = __{ $country }: звоните { $number }.__
# translated_from: en-a9608099
country-kept =
    __Страна отмечена: { $country }.__

    Теперь её номер экстренной помощи и линия для трудных ночей будут показаны сразу. Посмотреть и удалить это можно в /privacy.
# translated_from: en-439ea648
country-dropped = Страна больше не отмечена, поэтому я спрошу, какая нужна.
# translated_from: en-07799e14
crisis-emergency = __Есть опасность? Звоните { $number }.__
# translated_from: en-efedf253
crisis-which-country = Где вы? Выберите страну, и сразу появится её линия.
# translated_from: en-717bdd0d
crisis-none-listed = Здесь нет линии, которую подтвердили бы два источника. В этих списках есть линии многих стран, а по номеру экстренной помощи отвечают в любое время.
# translated_from: en-30112c37
crisis-abroad = Из другой страны этот номер может не работать. Линию рядом с вами поможет найти findahelpline.com.
# translated_from: en-1ddad9b7
crisis-in-group = Здесь не место об этом говорить, но никто не должен оставаться с этим один на один. Кнопка откроет чат, который видите только вы, и покажет, кто выслушает вас этой ночью.
# translated_from: en-c1ccafee
crisis-text = Напишите СМС на { $number }
# translated_from: en-cdd9b757
crisis-text-word = Отправьте { $word } по СМС на { $number }
# translated_from: en-460b3a7d
crisis-chat = Чат
# translated_from: en-77ca7da5
copy-hint = Нажмите, чтобы скопировать номер, и вставьте его, чтобы позвонить.

## Часы работы

# translated_from: en-877d9732
hours-always = круглосуточно
# translated_from: en-ed28f6ca
hours-every-day = ежедневно
# translated_from: en-19992b52
hours-days = { $first } – { $last }
# translated_from: en-564fb2e7
hours-open = { $days }, с { $start } до { $end }
# translated_from: en-0e426842
hours-in-zone = { $hours }, местное время: { $city }
# translated_from: en-acbce4ad
hours-unsure = { $hours }; часы лучше уточнить
# translated_from: en-60b0ffa0
hours-check = Часы лучше уточнить

## Когда приходит голосовое сообщение, фото или стикер

# translated_from: en-8a534221
pointer =
    Я понимаю только слова, поэтому напишите, пожалуйста, одной-двумя фразами, как сказали бы вслух.

    __Если вам очень плохо или вы в опасности,__ не ждите ответа здесь: /urgent покажет, что делать сейчас.

## В меню Telegram

# translated_from: en-3e9fc32d
command-urgent = Что делать в экстренном случае
# translated_from: en-817ef808
command-crisis = С кем поговорить, когда нет больше сил
