/// Words from which invented organisations of one country are made: in its language and script.
/// None is taken from a real register.
struct SampleCountry {
    /// ISO 3166-1 alpha-2.
    let code: String
    /// Acronym of the listed accreditation body that the country's certificates name.
    let accreditationBody: String
    let cities: [String]
    let streets: [String]
    /// Invented proper names, and how they are written in Latin letters.
    let names: KeyValuePairs<String, String>
    /// Trades, in the order of ``SampleTrade/all``.
    let trades: [String]
    /// How a company's name is put together.
    let company: @Sendable (_ name: String, _ trade: String) -> String
    /// How a street and a house number stand in an address.
    let address: @Sendable (_ street: String, _ number: Int) -> String
    /// Digits of a post code.
    let postCodeDigits: Int
}

/// What an organisation does: the sector and the scope of its certificates, and what it is called
/// in Latin script.
struct SampleTrade {
    /// Code of the IAF's list.
    let sector: Int
    let englishName: String
    let scope: String

    static let all: [SampleTrade] = [
        SampleTrade(
            sector: 18, englishName: "Machinery",
            scope: "Design, manufacture and servicing of machine tools and their components"),
        SampleTrade(
            sector: 3, englishName: "Foods",
            scope: "Processing, packing and cold storage of fruit, vegetables and dairy products"),
        SampleTrade(
            sector: 33, englishName: "Software",
            scope: "Development, hosting and support of business software for public services"),
        SampleTrade(
            sector: 28, englishName: "Construction",
            scope: "Planning and construction of bridges, tunnels and residential buildings"),
        SampleTrade(
            sector: 31, englishName: "Logistics",
            scope: "Road and rail transport, warehousing and customs clearance of general cargo"),
        SampleTrade(
            sector: 19, englishName: "Optics",
            scope: "Development and production of optical sensors and measuring instruments"),
    ]
}

extension SampleCountry {
    static let all: [SampleCountry] = latin + greekAndCyrillic + eastAsian + southern

    private static let latin: [SampleCountry] = [
        SampleCountry(
            code: "DE", accreditationBody: "DAkkS",
            cities: ["Lüneburg", "Görlitz", "Würzburg"],
            streets: ["Lindenallee", "Am Mühlbach", "Schöffenweg"],
            names: [
                "Ahrensfelder": "Ahrensfelder", "Brückmühl": "Brueckmuehl",
                "Quellinger": "Quellinger", "Süderhof": "Suederhof",
            ],
            trades: [
                "Maschinenbau", "Feinkost", "Software", "Hochbau", "Spedition", "Optik",
            ],
            company: { "\($0) \($1) GmbH" }, address: { "\($0) \($1)" }, postCodeDigits: 5),
        SampleCountry(
            code: "FR", accreditationBody: "COFRAC",
            cities: ["Besançon", "Saint-Étienne", "Nîmes"],
            streets: ["rue des Tilleuls", "allée du Châtaignier", "quai Ferré"],
            names: [
                "Valorêt": "Valoret", "Clairpré": "Clairpre", "Montserein": "Montserein",
                "Tardivelle": "Tardivelle",
            ],
            trades: [
                "Mécanique", "Saveurs", "Logiciels", "Bâtisseurs", "Transports", "Optique",
            ],
            company: { "\($1) \($0) SAS" }, address: { "\($1) \($0)" }, postCodeDigits: 5),
        SampleCountry(
            code: "BR", accreditationBody: "CGCRE",
            cities: ["São Carlos", "Florianópolis", "Maceió"],
            streets: ["Rua das Acácias", "Avenida do Ipê", "Travessa São João"],
            names: [
                "Itaverá": "Itavera", "Serrazul": "Serrazul", "Conceiro": "Conceiro",
                "Jatobém": "Jatobem",
            ],
            trades: [
                "Máquinas", "Alimentos", "Sistemas", "Construções", "Logística", "Óptica",
            ],
            company: { "\($0) \($1) Ltda." }, address: { "\($0), \($1)" }, postCodeDigits: 8),
        SampleCountry(
            code: "TR", accreditationBody: "TURKAK",
            cities: ["Eskişehir", "Muğla", "Çanakkale"],
            streets: ["Ihlamur Caddesi", "Çınar Sokağı", "İğde Yolu"],
            names: [
                "Yıldıray": "Yildiray", "Gökçepınar": "Gokcepinar", "Işıklar": "Isiklar",
                "Değirmen": "Degirmen",
            ],
            trades: ["Makine", "Gıda", "Yazılım", "İnşaat", "Nakliyat", "Optik"],
            company: { "\($0) \($1) A.Ş." }, address: { "\($0) No. \($1)" }, postCodeDigits: 5),
    ]

    private static let greekAndCyrillic: [SampleCountry] = [
        SampleCountry(
            code: "GR", accreditationBody: "ESYD",
            cities: ["Βόλος", "Χανιά", "Καβάλα"],
            streets: ["Οδός Δάφνης", "Λεωφόρος Ελαιώνα", "Οδός Μυρσίνης"],
            names: [
                "Αρμονίδης": "Armonidis", "Θαλασσινή": "Thalassini", "Πευκόφυτο": "Pefkofyto",
                "Ξυλούρη": "Xylouri",
            ],
            trades: [
                "Μηχανουργική", "Τρόφιμα", "Λογισμικό", "Κατασκευές", "Μεταφορές", "Οπτικά",
            ],
            company: { "\($0) \($1) Α.Ε." }, address: { "\($0) \($1)" }, postCodeDigits: 5),
        SampleCountry(
            code: "BG", accreditationBody: "ESYD",
            cities: ["Пловдив", "Русе", "Велико Търново"],
            streets: ["ул. Липа", "бул. Орехова гора", "ул. Изворна"],
            names: [
                "Белоглед": "Belogled", "Странджан": "Strandzhan", "Ветроход": "Vetrohod",
                "Каменград": "Kamengrad",
            ],
            trades: ["Машини", "Храни", "Софтуер", "Строеж", "Превози", "Оптика"],
            company: { "\($0) \($1) ООД" }, address: { "\($0) \($1)" }, postCodeDigits: 4),
    ]

    private static let eastAsian: [SampleCountry] = [
        SampleCountry(
            code: "JP", accreditationBody: "JAB",
            cities: ["金沢市", "松本市", "倉敷市"],
            streets: ["桜並木", "川端町", "緑ヶ丘"],
            names: [
                "青嶺": "Aomine", "みなもと": "Minamoto", "白鷺野": "Shirasagino", "カワセミ": "Kawasemi",
            ],
            trades: ["機械", "食品", "ソフトウェア", "建設", "物流", "光学"],
            company: { "株式会社\($0)\($1)" }, address: { "\($0)\($1)番地" }, postCodeDigits: 7),
        SampleCountry(
            code: "CN",
            accreditationBody: "CNAS",
            cities: ["苏州", "昆明", "大连"],
            streets: ["梧桐路", "望江街", "青松大道"],
            names: [
                "云岭": "Yunling", "瑞川": "Ruichuan", "明湖": "Minghu", "远溪": "Yuanxi",
            ],
            trades: ["机械", "食品", "软件", "建筑", "物流", "光学"],
            company: { "\($0)\($1)有限公司" }, address: { "\($0)\($1)号" }, postCodeDigits: 6),
        SampleCountry(
            code: "KR", accreditationBody: "KAB",
            cities: ["전주", "청주", "강릉"],
            streets: ["은행나무길", "솔바람로", "달빛로"],
            names: [
                "한솔뫼": "Hansolmoe", "푸른여울": "Pureunyeoul", "가온누리": "Gaonnuri", "별빛내": "Byeolbitnae",
            ],
            trades: ["기계", "식품", "소프트웨어", "건설", "물류", "광학"],
            company: { "주식회사 \($0)\($1)" }, address: { "\($0) \($1)" }, postCodeDigits: 5),
    ]

    private static let southern: [SampleCountry] = [
        SampleCountry(
            code: "EG", accreditationBody: "EGAC",
            cities: ["المنصورة", "أسيوط", "دمياط"],
            streets: ["شارع النخيل", "شارع الياسمين", "طريق الواحة"],
            names: [
                "وادي النور": "Wadi Alnour", "البردي": "Albardi", "نسيم الشرق": "Naseem Alsharq",
                "الرمال": "Alrimal",
            ],
            trades: [
                "للآلات", "للأغذية", "للبرمجيات", "للإنشاءات", "للنقل", "للبصريات",
            ],
            company: { "شركة \($0) \($1)" }, address: { "\($1) \($0)" }, postCodeDigits: 5),
        SampleCountry(
            code: "IN",
            accreditationBody: "NABCB",
            cities: ["भोपाल", "नागपुर", "वाराणसी"],
            streets: ["आम्रपाली मार्ग", "नदी तट रोड", "बरगद गली"],
            names: [
                "सूर्यकिरण": "Suryakiran", "हिमशिखर": "Himshikhar", "गंगोदय": "Gangoday",
                "नीलकमल": "Neelkamal",
            ],
            trades: [
                "मशीनरी", "खाद्य", "सॉफ़्टवेयर", "निर्माण", "परिवहन", "प्रकाशिकी",
            ],
            company: { "\($0) \($1) प्राइवेट लिमिटेड" }, address: { "\($1), \($0)" },
            postCodeDigits: 6),
        SampleCountry(
            code: "TH", accreditationBody: "UKAS",
            cities: ["เชียงราย", "ขอนแก่น", "สงขลา"],
            streets: ["ถนนดอกไม้", "ถนนริมน้ำ", "ถนนต้นสัก"],
            names: [
                "ทองไพร": "Thongphrai", "ฟ้าคราม": "Fakhram", "สายธาร": "Saithan",
                "เมฆใส": "Mekhsai",
            ],
            trades: ["จักรกล", "อาหาร", "ซอฟต์แวร์", "ก่อสร้าง", "ขนส่ง", "ทัศนศาสตร์"],
            company: { "บริษัท \($0)\($1) จำกัด" }, address: { "\($1) \($0)" }, postCodeDigits: 5),
    ]
}
