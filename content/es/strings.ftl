### Las frases de la ayuda urgente, en español. Lo que falta se muestra en inglés.
###
### Una línea "clave = palabras" es una frase. Las claves no se cambian; las palabras sí.
### Las reglas para editar están en content/README.md.

# translated_from: en-08a94ff9
disclaimer-short = Esto es información general y no un consejo médico: su equipo le conoce mejor. En una emergencia, llame al número de su país.

## Botones

# translated_from: en-9c47d2b0
button-back = ‹ Atrás
# translated_from: en-deb94dd3
button-menu = ☰ Menú
# translated_from: en-f91693de
button-urgent = 🆘 Urgente
# translated_from: en-95446f72
button-urgent-wide = 🆘 Ayuda urgente
# translated_from: en-087340ea
button-earlier = ‹ Antes
# translated_from: en-9dcfa15a
button-later = Más ({ $page } de { $pages }) ›
# translated_from: en-1d2d4d4d
button-red-flags = Señales que no pueden esperar
# translated_from: en-c924a4de
button-crisis = Si no puede más: quién le escucha
# translated_from: en-b2cccef2
button-crisis-short = Quién escucha esta noche
# translated_from: en-13f84aba
button-crisis-country = Buscar una línea en mi país
# translated_from: en-eea65de9
button-crisis-elsewhere = Otro país
# translated_from: en-96345962
button-emergency-number = Nº de emergencias
# translated_from: en-7f3cf269
button-keep-country = 📍 Vivo aquí
# translated_from: en-97307ea6
button-drop-country = No guardar ningún país
# translated_from: en-170c554f
button-faqs = Preguntas y respuestas
# translated_from: en-a15bbfe4
button-copy = Copiar { $number }
# translated_from: en-9facf4f1
button-show-here = Mostrar aquí
# translated_from: en-abd475d3
button-open-private = Abrir el chat privado
# translated_from: en-77d7d099
button-read-private = Leer en privado

## Debajo de cada texto

# translated_from: en-7e844df5
sources =
    { $count ->
        [one] Fuente:
       *[other] Fuentes:
    }
# translated_from: en-4f3feaf8
not-reviewed = *Ningún profesional sanitario lo ha revisado todavía.*
# translated_from: en-a7f4067c
reviewed-by = *Revisado por { $reviewer } el { $date }. Próxima revisión: { $due }.*

## Ayuda urgente

# translated_from: en-0d603892
red-flags = __Señales que no pueden esperar__ ({ $page } de { $pages })
# translated_from: en-83358f93
emergency-numbers = Números de emergencias por país
# translated_from: en-82addeab
emergency-which-country =
    __El número de emergencias de un país__

    ¿Dónde está usted, o la persona que le preocupa?
# translated_from: en-364c1163
emergency-call = __{ $country }: llame al { $number }.__
# translated_from: en-a9608099
country-kept =
    __{ $country } queda anotado para usted.__

    Desde ahora, su número de emergencias y su línea para las noches difíciles aparecen enseguida. Puede verlo y borrarlo en /privacy.
# translated_from: en-439ea648
country-dropped = Ya no hay ningún país anotado, así que preguntaré cuál necesita.
# translated_from: en-07799e14
crisis-emergency = __¿Hay peligro? Llame al { $number }.__
# translated_from: en-efedf253
crisis-which-country = ¿Dónde está? Elija su país, y su línea aparece enseguida.
# translated_from: en-717bdd0d
crisis-none-listed = Aquí no hay ninguna línea en la que coincidan dos fuentes. Estas listas conocen líneas en muchos países, y el número de emergencias atiende a cualquier hora.
# translated_from: en-30112c37
crisis-abroad = Desde otro país, es posible que este número no funcione. En findahelpline.com encontrará una línea cerca de usted.
# translated_from: en-1ddad9b7
crisis-in-group = Este no es el lugar para hablar de ello, pero nadie debería pasarlo a solas. El botón abre un chat que solo usted ve, y muestra quién le escucha esta noche.
# translated_from: en-c1ccafee
crisis-text = Escriba un SMS al { $number }
# translated_from: en-cdd9b757
crisis-text-word = Envíe { $word } por SMS al { $number }
# translated_from: en-460b3a7d
crisis-chat = Chat
# translated_from: en-77ca7da5
copy-hint = Toque para copiar el número y péguelo para llamar.

## Horarios

# translated_from: en-877d9732
hours-always = 24 horas, todos los días
# translated_from: en-ed28f6ca
hours-every-day = todos los días
# translated_from: en-19992b52
hours-days = de { $first } a { $last }
# translated_from: en-564fb2e7
hours-open = { $days }, de { $start } a { $end }
# translated_from: en-0e426842
hours-in-zone = { $hours }, hora de { $city }
# translated_from: en-acbce4ad
hours-unsure = { $hours }; confirme el horario
# translated_from: en-60b0ffa0
hours-check = Confirme el horario

## Cuando llega un mensaje de voz, una foto o un sticker

# translated_from: en-8a534221
pointer =
    Solo puedo leer palabras, así que escríbamelo en una o dos frases, tal como lo diría.

    __Si se encuentra muy mal o en peligro,__ no espere aquí una respuesta: /urgent muestra qué hacer ahora.

## En el menú de Telegram

# translated_from: en-3e9fc32d
command-urgent = Qué hacer en una emergencia
# translated_from: en-817ef808
command-crisis = Alguien con quien hablar cuando no puede más
