### Фразы срочной помощи по-русски. Чего здесь нет, то показывается по-английски.
###
### Строка "ключ = слова" — это одна фраза. Ключи не меняются, слова менять можно.
### Правила для редакторов стоят в content/README.md.

disclaimer-short = Это общие сведения, а не совет врача: ваши врачи знают вас лучше. В экстренном случае звоните по номеру своей страны.

## Кнопки

button-back = ‹ Назад
button-menu = ☰ Меню
button-urgent = 🆘 Срочно
button-urgent-wide = 🆘 Срочная помощь
button-earlier = ‹ Раньше
button-later = Дальше ({ $page } из { $pages }) ›
button-red-flags = С чем ждать нельзя
button-crisis = Если нет больше сил: кто выслушает
button-crisis-short = Кто выслушает сегодня
button-crisis-elsewhere = Другая страна
button-emergency-number = Номер экстренной помощи в стране
button-copy = Скопировать { $number }
button-show-here = Показать здесь
button-open-private = Открыть личный чат
button-read-private = Читать в личном чате

## Под каждым текстом

sources =
    { $count ->
        [1] Источник:
       *[other] Источники:
    }
not-reviewed = *Медицинский специалист этого ещё не проверил.*
reviewed-by = *Проверено: { $reviewer }, { $date }. Следующая проверка: { $due }.*

## Срочная помощь

red-flags = __С чем ждать нельзя__ ({ $page } из { $pages })
emergency-numbers = Номера экстренной помощи по странам
emergency-which-country =
    __Номер экстренной помощи в стране__

    Где вы или тот, за кого вы тревожитесь?
emergency-call = __{ $country }: звоните { $number }.__
crisis-emergency = __Есть опасность? Звоните { $number }.__
crisis-which-country = Где вы? Выберите страну, и сразу появится её линия.
crisis-none-listed = Здесь нет линии, которую подтвердили бы два источника. В этих списках есть линии многих стран, а по номеру экстренной помощи отвечают в любое время.
crisis-abroad = Из другой страны этот номер может не работать. Линию рядом с вами поможет найти findahelpline.com.
crisis-in-group = Здесь не место об этом говорить, но никто не должен оставаться с этим один на один. Кнопка откроет чат, который видите только вы, и покажет, кто выслушает вас этой ночью.
crisis-text = Напишите СМС на { $number }
crisis-text-word = Отправьте { $word } по СМС на { $number }
crisis-chat = Чат
copy-hint = Нажмите, чтобы скопировать номер, и вставьте его, чтобы позвонить.

## Часы работы

hours-always = круглосуточно
hours-every-day = ежедневно
hours-days = { $first } – { $last }
hours-open = { $days }, с { $start } до { $end }
hours-in-zone = { $hours }, местное время: { $city }
hours-unsure = { $hours }; часы лучше уточнить
hours-check = Часы лучше уточнить

## В меню Telegram

command-urgent = Что делать в экстренном случае
command-crisis = С кем поговорить, когда нет больше сил
