### As frases da ajuda urgente, em português do Brasil e de Portugal. O que falta aparece em inglês.
###
### Uma linha "chave = palavras" é uma frase. As chaves não mudam; as palavras, sim.
### As regras para editar estão em content/README.md.

# translated_from: en-08a94ff9
disclaimer-short = Isto é informação geral, e não um conselho médico: a sua equipe conhece melhor o seu caso. Numa emergência, ligue para o número do seu país.

## Botões

# translated_from: en-9c47d2b0
button-back = ‹ Voltar
# translated_from: en-deb94dd3
button-menu = ☰ Menu
# translated_from: en-f91693de
button-urgent = 🆘 Urgente
# translated_from: en-95446f72
button-urgent-wide = 🆘 Ajuda urgente
# translated_from: en-087340ea
button-earlier = ‹ Antes
# translated_from: en-9dcfa15a
button-later = Mais ({ $page } de { $pages }) ›
# translated_from: en-1d2d4d4d
button-red-flags = Sinais que não podem esperar
# translated_from: en-c924a4de
button-crisis = Se não aguenta mais: quem escuta
# translated_from: en-b2cccef2
button-crisis-short = Quem escuta esta noite
# translated_from: en-13f84aba
button-crisis-country = Encontrar uma linha no meu país
# translated_from: en-eea65de9
button-crisis-elsewhere = Outro país
# translated_from: en-96345962
button-emergency-number = Nº de emergência
# translated_from: en-7f3cf269
button-keep-country = 📍 Vivo aqui
# translated_from: en-97307ea6
button-drop-country = Não guardar nenhum país
# translated_from: en-170c554f
button-faqs = Perguntas e respostas
# translated_from: en-a15bbfe4
button-copy = Copiar { $number }
# translated_from: en-9facf4f1
button-show-here = Mostrar aqui
# translated_from: en-abd475d3
button-open-private = Abrir a conversa privada
# translated_from: en-77d7d099
button-read-private = Ler em privado

## Por baixo de cada texto

# translated_from: en-7e844df5
sources =
    { $count ->
        [one] Fonte:
       *[other] Fontes:
    }
# translated_from: en-4f3feaf8
not-reviewed = *Ainda não foi revisto por um profissional de saúde.*
# translated_from: en-a7f4067c
reviewed-by = *Revisto por { $reviewer } em { $date }. Próxima revisão: { $due }.*

## Ajuda urgente

# translated_from: en-0d603892
red-flags = __Sinais que não podem esperar__ ({ $page } de { $pages })
# translated_from: en-83358f93
emergency-numbers = Números de emergência por país
# translated_from: en-82addeab
emergency-which-country =
    __O número de emergência de um país__

    Onde está, ou onde está a pessoa que preocupa você?
# translated_from: en-364c1163
emergency-call = __{ $country }: ligue { $number }.__
# translated_from: en-a9608099
country-kept =
    __{ $country } fica anotado para você.__

    A partir de agora, o número de emergência e a linha para as noites difíceis aparecem logo. Pode ver e apagar isto em /privacy.
# translated_from: en-439ea648
country-dropped = Já não há nenhum país anotado, por isso vou perguntar de qual precisa.
# translated_from: en-07799e14
crisis-emergency = __Há perigo? Ligue { $number }.__
# translated_from: en-efedf253
crisis-which-country = Onde está? Escolha o seu país, e a linha aparece logo.
# translated_from: en-717bdd0d
crisis-none-listed = Não há aqui nenhuma linha que duas fontes confirmem. Estas listas conhecem linhas em muitos países, e o número de emergência atende a qualquer hora.
# translated_from: en-30112c37
crisis-abroad = A partir de outro país, este número pode não funcionar. Em findahelpline.com encontra uma linha perto de você.
# translated_from: en-1ddad9b7
crisis-in-group = Aqui não é o lugar para falar disto, mas ninguém deveria passar por isto sem companhia. O botão abre uma conversa que só você vê e mostra quem pode ouvir nesta noite.
# translated_from: en-c1ccafee
crisis-text = Envie uma mensagem (SMS) para { $number }
# translated_from: en-cdd9b757
crisis-text-word = Envie { $word } por mensagem (SMS) para { $number }
# translated_from: en-460b3a7d
crisis-chat = Chat
# translated_from: en-77ca7da5
copy-hint = Toque para copiar o número, e cole-o para ligar.

## Horários

# translated_from: en-877d9732
hours-always = 24 horas, todos os dias
# translated_from: en-ed28f6ca
hours-every-day = todos os dias
# translated_from: en-19992b52
hours-days = de { $first } a { $last }
# translated_from: en-564fb2e7
hours-open = { $days }, das { $start } às { $end }
# translated_from: en-0e426842
hours-in-zone = { $hours }, hora de { $city }
# translated_from: en-acbce4ad
hours-unsure = { $hours }; confirme o horário
# translated_from: en-60b0ffa0
hours-check = Confirme o horário

## Quando chega uma mensagem de voz, uma foto ou uma figurinha

# translated_from: en-8a534221
pointer =
    Só consigo ler palavras, por isso escreva-me em uma ou duas frases, tal como diria.

    __Se você se sente muito mal ou em perigo,__ não espere aqui uma resposta: /urgent mostra o que fazer agora.

## No menu do Telegram

# translated_from: en-3e9fc32d
command-urgent = O que fazer numa emergência
# translated_from: en-817ef808
command-crisis = Alguém com quem falar quando não aguenta mais
