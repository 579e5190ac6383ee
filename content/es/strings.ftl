### Las frases de la ayuda urgente, en español. Lo que falta se muestra en inglés.
###
### Una línea "clave = palabras" es una frase. Las claves no se cambian; las palabras sí.
### Las reglas para editar están en content/README.md.

disclaimer-short = Esto es información general y no un consejo médico: su equipo le conoce mejor. En una emergencia, llame al número de su país.

## Botones

button-back = ‹ Atrás
button-menu = ☰ Menú
button-urgent = 🆘 Urgente
button-urgent-wide = 🆘 Ayuda urgente
button-earlier = ‹ Antes
button-later = Más ({ $page } de { $pages }) ›
button-red-flags = Señales que no pueden esperar
button-crisis = Si no puede más: quién le escucha
button-crisis-short = Quién escucha esta noche
button-crisis-elsewhere = Otro país
button-emergency-number = Nº de emergencias
button-keep-country = 📍 Vivo aquí
button-drop-country = No guardar ningún país
button-faqs = Preguntas y respuestas
button-copy = Copiar { $number }
button-show-here = Mostrar aquí
button-open-private = Abrir el chat privado
button-read-private = Leer en privado

## Debajo de cada texto

sources =
    { $count ->
        [one] Fuente:
       *[other] Fuentes:
    }
not-reviewed = *Ningún profesional sanitario lo ha revisado todavía.*
reviewed-by = *Revisado por { $reviewer } el { $date }. Próxima revisión: { $due }.*

## Ayuda urgente

red-flags = __Señales que no pueden esperar__ ({ $page } de { $pages })
emergency-numbers = Números de emergencias por país
emergency-which-country =
    __El número de emergencias de un país__

    ¿Dónde está usted, o la persona que le preocupa?
emergency-call = __{ $country }: llame al { $number }.__
country-kept =
    __{ $country } queda anotado para usted.__

    Desde ahora, su número de emergencias y su línea para las noches difíciles aparecen enseguida. Puede verlo y borrarlo en /privacy.
country-dropped = Ya no hay ningún país anotado, así que preguntaré cuál necesita.
crisis-emergency = __¿Hay peligro? Llame al { $number }.__
crisis-which-country = ¿Dónde está? Elija su país, y su línea aparece enseguida.
crisis-none-listed = Aquí no hay ninguna línea en la que coincidan dos fuentes. Estas listas conocen líneas en muchos países, y el número de emergencias atiende a cualquier hora.
crisis-abroad = Desde otro país, es posible que este número no funcione. En findahelpline.com encontrará una línea cerca de usted.
crisis-in-group = Este no es el lugar para hablar de ello, pero nadie debería pasarlo a solas. El botón abre un chat que solo usted ve, y muestra quién le escucha esta noche.
crisis-text = Escriba un SMS al { $number }
crisis-text-word = Envíe { $word } por SMS al { $number }
crisis-chat = Chat
copy-hint = Toque para copiar el número y péguelo para llamar.

## Horarios

hours-always = 24 horas, todos los días
hours-every-day = todos los días
hours-days = de { $first } a { $last }
hours-open = { $days }, de { $start } a { $end }
hours-in-zone = { $hours }, hora de { $city }
hours-unsure = { $hours }; confirme el horario
hours-check = Confirme el horario

## Cuando llega un mensaje de voz, una foto o un sticker

pointer =
    Solo puedo leer palabras, así que escríbamelo en una o dos frases, tal como lo diría.

    __Si se encuentra muy mal o en peligro,__ no espere aquí una respuesta: /urgent muestra qué hacer ahora.

## En el menú de Telegram

command-urgent = Qué hacer en una emergencia
command-crisis = Alguien con quien hablar cuando no puede más
