//! The goods of Fjord & Fell.

use super::language::Language;
use crate::state::Origins;
use chatlet_protocol::product::{AddToCart, Price, Product};

/// What a thing is; decides its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Tent,
    Jacket,
    Boot,
    Stove,
    Pack,
}

impl Kind {
    /// Its name.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Tent => "tent",
            Self::Jacket => "jacket",
            Self::Boot => "boot",
            Self::Stove => "stove",
            Self::Pack => "pack",
        }
    }
}

/// One thing that is sold.
pub(crate) struct Article {
    /// Part of its address.
    pub(crate) slug: &'static str,
    pub(crate) kind: Kind,
    pub(crate) name: &'static str,
    /// A line about it: English, Danish, Arabic.
    pub(crate) line: [&'static str; 3],
    /// Euros and kroner.
    pub(crate) price: (f64, f64),
    /// The same before a discount.
    pub(crate) before: Option<(f64, f64)>,
    pub(crate) stock: u32,
    /// The fact that a comparison shows, such as a weight.
    pub(crate) fact: &'static str,
    /// Colours of its picture: the thing, its shade, the ground.
    pub(crate) colours: [&'static str; 3],
}

/// Everything that is sold.
pub(crate) const ARTICLES: [Article; 11] = [
    Article {
        slug: "fjell-4",
        kind: Kind::Tent,
        name: "Fjell 4",
        line: [
            "Four-person tunnel tent, 4000 mm, two porches",
            "Tunneltelt til fire, vandsøjle 4000 mm, to fortelte",
            "خيمة نفقية لأربعة أشخاص، مقاومة للماء 4000 مم",
        ],
        price: (349.95, 2599.0),
        before: Some((449.95, 3349.0)),
        stock: 7,
        fact: "4.2 kg",
        colours: ["#2f6f5e", "#1d4a3f", "#dfe9e2"],
    },
    Article {
        slug: "bris-2",
        kind: Kind::Tent,
        name: "Bris 2",
        line: [
            "Two-person trekking tent, up in four minutes",
            "Vandretelt til to, står på fire minutter",
            "خيمة خفيفة لشخصين، تُنصب في أربع دقائق",
        ],
        price: (279.0, 2099.0),
        before: None,
        stock: 12,
        fact: "2.1 kg",
        colours: ["#d9822b", "#a85f17", "#f4e8d8"],
    },
    Article {
        slug: "strand-6",
        kind: Kind::Tent,
        name: "Strand 6",
        line: [
            "Family tent for six with standing height and a darkened sleeping room",
            "Familietelt til seks med ståhøjde og mørklagt sovekabine",
            "خيمة عائلية لستة أشخاص بارتفاع وقوف وغرفة نوم معتمة",
        ],
        price: (599.0, 4499.0),
        before: None,
        stock: 2,
        fact: "9.8 kg",
        colours: ["#4b6c93", "#314a68", "#e2e8f0"],
    },
    Article {
        slug: "regn",
        kind: Kind::Jacket,
        name: "Regn",
        line: [
            "Three-layer rain jacket, taped seams, XS to XXL",
            "Trelags regnjakke med tapede sømme, XS til XXL",
            "سترة مطر ثلاثية الطبقات، من XS إلى XXL",
        ],
        price: (189.0, 1399.0),
        before: None,
        stock: 31,
        fact: "420 g",
        colours: ["#1f6f8b", "#14505f", "#e0edf1"],
    },
    Article {
        slug: "dun-light",
        kind: Kind::Jacket,
        name: "Dun Light",
        line: [
            "Packable jacket of recycled down, warm to −5 °C",
            "Pakbar jakke med genanvendt dun, varm til −5 °C",
            "سترة من زغب معاد تدويره، دافئة حتى −5 °م",
        ],
        price: (229.0, 1699.0),
        before: Some((269.0, 1999.0)),
        stock: 9,
        fact: "310 g",
        colours: ["#8c3b4a", "#652733", "#f3e3e6"],
    },
    Article {
        slug: "vind",
        kind: Kind::Jacket,
        name: "Vind",
        line: [
            "Wind shell that fits in its own pocket",
            "Vindjakke, der kan pakkes i sin egen lomme",
            "سترة واقية من الريح تُطوى في جيبها",
        ],
        price: (99.0, 749.0),
        before: None,
        stock: 18,
        fact: "150 g",
        colours: ["#c2a83e", "#93802b", "#f5f0da"],
    },
    Article {
        slug: "sti-mid",
        kind: Kind::Boot,
        name: "Sti Mid",
        line: [
            "Waterproof hiking boot for marked trails, 36 to 47",
            "Vandtæt vandrestøvle til stier, 36 til 47",
            "حذاء مشي مقاوم للماء للمسارات، من 36 إلى 47",
        ],
        price: (169.0, 1249.0),
        before: None,
        stock: 22,
        fact: "480 g",
        colours: ["#6b4f3a", "#4a3526", "#ece4dc"],
    },
    Article {
        slug: "klippe-high",
        kind: Kind::Boot,
        name: "Klippe High",
        line: [
            "Stiff leather boot for rock and snow, can be resoled",
            "Stiv læderstøvle til klippe og sne, kan forsåles",
            "حذاء جلدي صلب للصخور والثلج، قابل لتجديد النعل",
        ],
        price: (239.0, 1799.0),
        before: None,
        stock: 5,
        fact: "720 g",
        colours: ["#3f4a52", "#272f35", "#e3e6e8"],
    },
    Article {
        slug: "gloed",
        kind: Kind::Stove,
        name: "Glød",
        line: [
            "Gas stove that boils a litre in three minutes",
            "Gasblus, der koger en liter på tre minutter",
            "موقد غاز يغلي لترًا في ثلاث دقائق",
        ],
        price: (59.0, 449.0),
        before: None,
        stock: 40,
        fact: "95 g",
        colours: ["#c8553d", "#93382a", "#f6e4df"],
    },
    Article {
        slug: "baal",
        kind: Kind::Stove,
        name: "Bål",
        line: [
            "Folding wood stove of steel, back in two weeks",
            "Foldbar brændeovn af stål, på lager igen om to uger",
            "موقد حطب قابل للطي من الفولاذ، يعود خلال أسبوعين",
        ],
        price: (89.0, 669.0),
        before: None,
        stock: 0,
        fact: "780 g",
        colours: ["#5c6660", "#3c4440", "#e6e9e6"],
    },
    Article {
        slug: "vandrer-45",
        kind: Kind::Pack,
        name: "Vandrer 45",
        line: [
            "Pack of 45 litres with rain cover and adjustable back",
            "Rygsæk på 45 liter med regnslag og justerbar ryg",
            "حقيبة ظهر 45 لترًا مع غطاء مطر وظهر قابل للضبط",
        ],
        price: (129.0, 949.0),
        before: None,
        stock: 14,
        fact: "1.3 kg",
        colours: ["#3e6b4f", "#284836", "#e1ebe4"],
    },
];

/// The articles of one kind.
pub(crate) fn of_kind(kind: Kind) -> Vec<&'static Article> {
    ARTICLES.iter().filter(|article| article.kind == kind).collect()
}

/// The article whose address is `slug`.
pub(crate) fn by_slug(slug: &str) -> Option<&'static Article> {
    ARTICLES.iter().find(|article| article.slug == slug)
}

impl Article {
    /// What it costs where `language` is spoken.
    pub(crate) fn price(&self, language: Language) -> Price {
        money(self.price, language)
    }

    /// The same as people write it: `349.95 €`, `2.599 kr.`
    pub(crate) fn price_in_words(&self, language: Language) -> String {
        let Price { amount, currency } = self.price(language);
        match currency.as_str() {
            "DKK" if amount >= 1000.0 => {
                format!("{:.0}.{:03.0} kr.", (amount / 1000.0).floor(), amount % 1000.0)
            }
            "DKK" => format!("{amount:.0} kr."),
            _ => format!("{amount:.2} €"),
        }
    }

    /// Where it is sold.
    pub(crate) fn url(&self, origins: &Origins) -> String {
        format!("{}/products/{}", origins.host, self.slug)
    }

    /// Its picture.
    pub(crate) fn image_url(&self, origins: &Origins) -> String {
        format!("{}/demo/images/{}.svg", origins.api, self.slug)
    }

    /// The article as a card. What is sold out cannot go into the cart; a stove's cart is a link, because some
    /// shops have one.
    pub(crate) fn card(&self, language: Language, origins: &Origins) -> Product {
        let url = self.url(origins);
        let add_to_cart = (self.stock > 0).then(|| AddToCart {
            sku: format!("FF-{}", self.slug.to_uppercase()),
            url: (self.kind == Kind::Stove).then(|| format!("{url}?cart=add")),
        });
        Product {
            id: self.slug.to_owned(),
            title: self.name.to_owned(),
            description: Some(language.pick(&self.line).to_owned()),
            image_url: self.image_url(origins),
            price: Some(self.price(language)),
            original_price: self.before.map(|before| money(before, language)),
            splash: self.splash(language),
            url,
            add_to_cart,
        }
    }

    fn splash(&self, language: Language) -> Option<String> {
        if let Some(before) = self.before {
            return Some(format!("−{:.0} %", 100.0 - self.price.0 / before.0 * 100.0));
        }
        let phrase = match self.stock {
            0 => ["Sold out", "Udsolgt", "نفدت الكمية"],
            1..=3 => ["Few left", "Få tilbage", "كمية محدودة"],
            _ => return None,
        };
        Some(language.pick(&phrase).to_owned())
    }
}

fn money((euros, kroner): (f64, f64), language: Language) -> Price {
    match language {
        Language::Danish => Price { amount: kroner, currency: "DKK".into() },
        Language::English | Language::Arabic => Price { amount: euros, currency: "EUR".into() },
    }
}
