### As frases da ajuda urgente, em português do Brasil e de Portugal. O que falta aparece em inglês.
###
### Uma linha "chave = palavras" é uma frase. As chaves não mudam; as palavras, sim.
### As regras para editar estão em content/README.md.

disclaimer-short = Isto é informação geral, e não um conselho médico: a sua equipe conhece melhor o seu caso. Numa emergência, ligue para o número do seu país.

## Botões

button-back = ‹ Voltar
button-menu = ☰ Menu
button-urgent = 🆘 Urgente
button-urgent-wide = 🆘 Ajuda urgente
button-earlier = ‹ Antes
button-later = Mais ({ $page } de { $pages }) ›
button-red-flags = Sinais que não podem esperar
button-crisis = Se não aguenta mais: quem escuta
button-crisis-short = Quem escuta esta noite
button-crisis-elsewhere = Outro país
button-emergency-number = Nº de emergência
button-keep-country = 📍 Vivo aqui
button-drop-country = Não guardar nenhum país
button-faqs = Perguntas e respostas
button-copy = Copiar { $number }
button-show-here = Mostrar aqui
button-open-private = Abrir a conversa privada
button-read-private = Ler em privado

## Por baixo de cada texto

sources =
    { $count ->
        [one] Fonte:
       *[other] Fontes:
    }
not-reviewed = *Ainda não foi revisto por um profissional de saúde.*
reviewed-by = *Revisto por { $reviewer } em { $date }. Próxima revisão: { $due }.*

## Ajuda urgente

red-flags = __Sinais que não podem esperar__ ({ $page } de { $pages })
emergency-numbers = Números de emergência por país
emergency-which-country =
    __O número de emergência de um país__

    Onde está, ou onde está a pessoa que preocupa você?
emergency-call = __{ $country }: ligue { $number }.__
country-kept =
    __{ $country } fica anotado para você.__

    A partir de agora, o número de emergência e a linha para as noites difíceis aparecem logo. Pode ver e apagar isto em /privacy.
country-dropped = Já não há nenhum país anotado, por isso vou perguntar de qual precisa.
crisis-emergency = __Há perigo? Ligue { $number }.__
crisis-which-country = Onde está? Escolha o seu país, e a linha aparece logo.
crisis-none-listed = Não há aqui nenhuma linha que duas fontes confirmem. Estas listas conhecem linhas em muitos países, e o número de emergência atende a qualquer hora.
crisis-abroad = A partir de outro país, este número pode não funcionar. Em findahelpline.com encontra uma linha perto de você.
crisis-in-group = Aqui não é o lugar para falar disto, mas ninguém deveria passar por isto sem companhia. O botão abre uma conversa que só você vê e mostra quem pode ouvir nesta noite.
crisis-text = Envie uma mensagem (SMS) para { $number }
crisis-text-word = Envie { $word } por mensagem (SMS) para { $number }
crisis-chat = Chat
copy-hint = Toque para copiar o número, e cole-o para ligar.

## Horários

hours-always = 24 horas, todos os dias
hours-every-day = todos os dias
hours-days = de { $first } a { $last }
hours-open = { $days }, das { $start } às { $end }
hours-in-zone = { $hours }, hora de { $city }
hours-unsure = { $hours }; confirme o horário
hours-check = Confirme o horário

## Quando chega uma mensagem de voz, uma foto ou uma figurinha

pointer =
    Só consigo ler palavras, por isso escreva-me em uma ou duas frases, tal como diria.

    __Se você se sente muito mal ou em perigo,__ não espere aqui uma resposta: /urgent mostra o que fazer agora.

## No menu do Telegram

command-urgent = O que fazer numa emergência
command-crisis = Alguém com quem falar quando não aguenta mais
