//! What the assistant says, in English, Danish and Arabic, in the shorthand of [`super::build::rich`].

use super::catalogue::Kind;

/// One thing to say in each language.
pub(super) type Phrase = [&'static str; 3];

pub(super) const GREETING: Phrase = [
    "Hello and welcome to **Fjord & Fell**! I know our tents, jackets, boots and stoves, and everything about \
     delivery and returns. What are you planning?",
    "Hej og velkommen til **Fjord & Fell**! Jeg kender vores telte, jakker, støvler og blus, og alt om levering og \
     returnering. Hvad er planen?",
    "أهلًا بك في **Fjord & Fell**! أعرف كل شيء عن خيامنا وستراتنا وأحذيتنا ومواقدنا، وعن التوصيل والإرجاع. بماذا أساعدك؟",
];
pub(super) const GREETING_REPLIES: [&[&str]; 3] = [
    &["Show me tents", "Delivery and returns", "Opening hours"],
    &["Vis mig telte", "Levering og retur", "Åbningstider"],
    &["أرني الخيام", "الشحن والإرجاع", "ساعات العمل"],
];
pub(super) const THANKS: Phrase = [
    "You are welcome! Have a good trip out there.",
    "Selv tak! God tur derude.",
    "على الرحب والسعة! رحلة موفقة.",
];
pub(super) const IDENTITY: Phrase = [
    "I am the assistant of Fjord & Fell: a **computer program**, not a person. I answer from the shop's own pages, and \
     I can fetch a colleague whenever you like.",
    "Jeg er Fjord & Fells assistent: et **computerprogram**, ikke et menneske. Jeg svarer ud fra butikkens egne sider, \
     og jeg kan hente en kollega, når du vil.",
    "أنا مساعد Fjord & Fell: **برنامج حاسوبي** ولست إنسانًا. أجيب من صفحات المتجر، ويمكنني استدعاء زميل متى شئت.",
];
pub(super) const SHIPPING: Phrase = [
    "What is ordered before three in the afternoon leaves the same working day:\n\
     - **Denmark, Norway and Sweden:** two working days, 5 €, free from 80 €\n\
     - **Rest of Europe:** four working days, 9 €, free from 150 €\n\
     You can follow the parcel from the mail we send when it leaves; more about [delivery]({host}/delivery).",
    "Det, du bestiller før kl. 15, bliver sendt samme hverdag:\n\
     - **Danmark, Norge og Sverige:** to hverdage, 39 kr., gratis fra 599 kr.\n\
     - **Resten af Europa:** fire hverdage, 69 kr., gratis fra 1.119 kr.\n\
     Du kan følge pakken fra den mail, vi sender, når den tager af sted; mere om [levering]({host}/delivery).",
    "ما يُطلب قبل الثالثة عصرًا يُرسل في اليوم نفسه:\n- **الدنمارك والنرويج والسويد:** يوما عمل، 5 €، مجانًا من 80 €\n\
     - **بقية أوروبا:** أربعة أيام عمل، 9 €، مجانًا من 150 €",
];
pub(super) const RETURNS: Phrase = [
    "You have **60 days** to change your mind.\n- Pack the thing with its labels on\n- Print a label on the \
     [returns page]({host}/delivery)\n- Hand it in at any parcel shop or in our store\n\
     The money is back within five days. Used boots cannot be returned, but they can be repaired.",
    "Du har **60 dage** til at fortryde.\n- Pak varen med mærkerne på\n- Udskriv en label på \
     [retursiden]({host}/delivery)\n- Aflever den i en pakkeshop eller i vores butik\n\
     Pengene er tilbage inden for fem dage. Brugte støvler kan ikke returneres, men de kan repareres.",
    "لديك **60 يومًا** للإرجاع.\n- أعد تغليف المنتج مع بطاقاته\n- اطبع الملصق من [صفحة الإرجاع]({host}/delivery)\n\
     - سلّمه في أي نقطة طرود أو في متجرنا",
];
pub(super) const HOURS: Phrase = [
    "Our store is at **Havnegade 12, Aarhus**.\n- Monday to Friday: 10–18\n- Saturday: 10–15\n- Sunday: closed, except \
     the first of the month\nIt is ten minutes on foot from the station.",
    "Vores butik ligger på **Havnegade 12, Aarhus**.\n- Mandag til fredag: 10–18\n- Lørdag: 10–15\n- Søndag: lukket, \
     undtagen den første i måneden\nDer er ti minutters gang fra banegården.",
    "متجرنا في **Havnegade 12, Aarhus**.\n- من الإثنين إلى الجمعة: 10–18\n- السبت: 10–15\n- الأحد: مغلق",
];
pub(super) const ORDER: Phrase = [
    "I cannot look into orders myself. The number is in the confirmation mail and begins with **FF-**; with it you can \
     see where the parcel is on [the order page]({host}/help.html). A colleague can look it up as well.",
    "Jeg kan ikke selv slå ordrer op. Nummeret står i bekræftelsen og begynder med **FF-**; med det kan du se på \
     [ordresiden]({host}/help.html), hvor pakken er. En kollega kan også slå den op.",
    "لا أستطيع الاطلاع على الطلبات بنفسي. ستجد الرقم في رسالة التأكيد ويبدأ بـ **FF-**، ويمكنك تتبعه في \
     [صفحة الطلبات]({host}/help.html).",
];
pub(super) const SIZES: Phrase = [
    "Jackets are true to size; take one size up to wear a fleece below. Boots: measure your foot in the evening and add \
     **one centimetre**. The size guide has both.",
    "Jakkerne er normale i størrelsen; tag en størrelse op, hvis du vil have fleece under. Støvler: mål foden om aftenen \
     og læg **en centimeter** til. Størrelsesguiden har begge dele.",
    "مقاسات السترات عادية؛ خذ مقاسًا أكبر إن أردت طبقة تحتها. للأحذية: قِس قدمك مساءً وأضف **سنتيمترًا واحدًا**.",
];
pub(super) const PAYMENT: Phrase = [
    "You can pay by card, by phone or by invoice after **30 days**. Gift cards work online and in the store.",
    "Du kan betale med kort, med mobilen eller med faktura efter **30 dage**. Gavekort virker både online og i butikken.",
    "يمكنك الدفع بالبطاقة أو بالهاتف أو بفاتورة خلال **30 يومًا**. بطاقات الهدايا مقبولة في الموقع والمتجر.",
];
pub(super) const OFFERS: Phrase =
    ["These are on offer this week:", "De her er på tilbud i denne uge:", "هذه عروض الأسبوع:"];
pub(super) const CONTACT: Phrase = [
    "Leave your question here, and somebody writes back within one working day.",
    "Skriv dit spørgsmål her, så svarer nogen inden for en arbejdsdag.",
    "اترك سؤالك هنا وسيجيبك أحد زملائنا خلال يوم عمل.",
];
pub(super) const COMPLAINT: Phrase = [
    "I am sorry to hear that. Everything we sell has **five years** of warranty, and most things can be mended. Tell us \
     what has happened; a picture helps.",
    "Det er jeg ked af at høre. Alt, hvad vi sælger, har **fem års** garanti, og det meste kan repareres. Fortæl, hvad \
     der er sket; et billede hjælper.",
    "يؤسفني ذلك. كل ما نبيعه بضمان **خمس سنوات** ومعظمه قابل للإصلاح. أخبرنا بما حدث؛ الصورة تساعد.",
];
pub(super) const HUMAN: Phrase = [
    "Of course. A colleague can take over here; meanwhile you can go on asking me.",
    "Selvfølgelig. En kollega kan tage over her; imens kan du blive ved med at spørge mig.",
    "بالطبع. يمكن لزميل أن يتولى المحادثة هنا، ويمكنك متابعة سؤالي في هذه الأثناء.",
];
pub(super) const COMPARE: Phrase = [
    "Here are our tents side by side:",
    "Her er vores telte ved siden af hinanden:",
    "هذه خيامنا جنبًا إلى جنب:",
];
pub(super) const STOCK: Phrase = [
    "Nearly everything is in stock; only the wood stove **Bål** comes back in two weeks. These are waiting for you:",
    "Næsten alt er på lager; kun brændeovnen **Bål** kommer igen om to uger. De her venter på dig:",
    "كل شيء متوفر تقريبًا، ما عدا موقد الحطب **Bål** الذي يعود خلال أسبوعين:",
];
pub(super) const PICTURE: Phrase = [
    "Thank you for the picture! I can see that it is about outdoor gear, but I judge details badly. Describe what you \
     want to know, or let a colleague have a look.",
    "Tak for billedet! Jeg kan se, at det handler om udstyr, men jeg er dårlig til detaljer. Beskriv, hvad du vil vide, \
     eller lad en kollega se på det.",
    "شكرًا على الصورة! صف لي ما تريد معرفته، أو دع أحد الزملاء يلقي نظرة.",
];
pub(super) const BAD_PICTURE: Phrase = [
    "I could not open that picture. Could you send it again, as JPEG or PNG?",
    "Jeg kunne ikke åbne billedet. Kan du sende det igen som JPEG eller PNG?",
    "لم أستطع فتح الصورة. هل يمكنك إرسالها ثانية بصيغة JPEG أو PNG؟",
];
pub(super) const FILE: Phrase = [
    "Thank you, I have passed on **{file}**. I cannot read files myself.",
    "Tak, jeg har sendt **{file}** videre. Jeg kan ikke selv læse filer.",
    "شكرًا، لقد مررت الملف **{file}**. لا أستطيع قراءة الملفات بنفسي.",
];
pub(super) const FALLBACK: Phrase = [
    "I am not sure that I understood. I can help with gear, delivery, returns and our store; one of these, perhaps?",
    "Jeg er ikke sikker på, at jeg forstod det. Jeg kan hjælpe med udstyr, levering, retur og butikken; måske en af de \
     her?",
    "لست متأكدًا أنني فهمت. يمكنني المساعدة في المعدات والتوصيل والإرجاع والمتجر؛ ربما أحد هذه؟",
];
/// Behind a price.
pub(super) const IN_STOCK: Phrase = ["in stock", "på lager", "متوفر"];
pub(super) const SOLD_OUT: Phrase = ["sold out", "udsolgt", "نفدت الكمية"];

/// What introduces the goods of one kind.
pub(super) fn goods(kind: Kind) -> Phrase {
    match kind {
        Kind::Tent => [
            "For two people **Bris 2** is enough; four are comfortable in **Fjell 4**, which is ~~449.95 €~~ 349.95 € \
             this week. These are our tents:",
            "Til to er **Bris 2** nok; fire ligger godt i **Fjell 4**, som i denne uge koster 2.599 kr. i stedet for \
             ~~3.349 kr.~~. Her er vores telte:",
            "لشخصين تكفي **Bris 2**، ولأربعة **Fjell 4** وهي مخفضة هذا الأسبوع. هذه خيامنا:",
        ],
        Kind::Jacket => [
            "**Regn** keeps out a whole day of rain, **Dun Light** keeps warm, **Vind** weighs nothing:",
            "**Regn** holder en hel dags regn ude, **Dun Light** varmer, og **Vind** vejer ingenting:",
            "**Regn** للمطر، و**Dun Light** للدفء، و**Vind** خفيفة كالهواء:",
        ],
        Kind::Boot => [
            "**Sti Mid** for trails, **Klippe High** for rock and snow:",
            "**Sti Mid** til stier, **Klippe High** til klippe og sne:",
            "**Sti Mid** للمسارات، و**Klippe High** للصخور والثلج:",
        ],
        Kind::Stove => [
            "**Glød** is the fast one. **Bål** burns wood and is back in two weeks:",
            "**Glød** er det hurtige. **Bål** brænder træ og er på lager igen om to uger:",
            "**Glød** هو السريع، أما **Bål** فيعمل بالحطب ويعود خلال أسبوعين:",
        ],
        Kind::Pack => [
            "One pack that does most things well:",
            "En rygsæk, der klarer det meste:",
            "حقيبة تصلح لمعظم الرحلات:",
        ],
    }
}
