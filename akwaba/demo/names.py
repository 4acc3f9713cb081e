"""Given names and family names that are common in the Sikasso and Cascades regions.

Common knowledge of the area's naming (Senufo, Minianka, Bambara, Fulani, Jula, Lobi, Mossi); put
together at random, they name nobody.
"""

SURNAMES: dict[str, tuple[str, ...]] = {
    "MLI": (
        "Coulibaly", "Traoré", "Koné", "Ouattara", "Diarra", "Dembélé", "Berthé", "Bengaly",
        "Sanogo", "Diallo", "Sangaré", "Sidibé", "Diakité", "Bamba", "Konaté", "Togola", "Goïta",
        "Dao", "Daou", "Malé",
    ),
    "BFA": (
        "Ouattara", "Traoré", "Hien", "Kambou", "Palé", "Da", "Somé", "Sib", "Ouédraogo",
        "Sawadogo", "Barro", "Soma", "Sirima", "Karama", "Diallo", "Barry", "Zongo", "Kambiré",
    ),
}  # fmt: skip

GIVEN: dict[tuple[str, str], tuple[str, ...]] = {
    ("MLI", "F"): (
        "Awa", "Mariam", "Fatoumata", "Aminata", "Kadiatou", "Oumou", "Assétou", "Salimata",
        "Djénéba", "Rokia", "Korotoumou", "Safiatou", "Bintou", "Alimata", "Nana", "Sitan",
        "Tenin", "Minata", "Ramata", "Sanata",
    ),
    ("MLI", "M"): (
        "Moussa", "Amadou", "Ibrahim", "Seydou", "Drissa", "Bakary", "Adama", "Siaka", "Zoumana",
        "Lassina", "Yacouba", "Souleymane", "Oumar", "Issa", "Karim", "Abdoulaye", "Daouda",
        "Mamadou", "Nouhoum", "Salif",
    ),
    ("BFA", "F"): (
        "Awa", "Mariam", "Fatimata", "Aminata", "Alizèta", "Safi", "Rasmata", "Salimata",
        "Adjaratou", "Ini", "Yéri", "Olo", "Tanti", "Bibata", "Djénéba", "Kadidia", "Sita",
        "Mamou",
    ),
    ("BFA", "M"): (
        "Moussa", "Ousmane", "Issouf", "Adama", "Boukary", "Sié", "Sansan", "Oho", "Dah",
        "Inoussa", "Salifou", "Lassané", "Drissa", "Karim", "Yaya", "Souleymane", "Bakary", "Ollo",
    ),
}  # fmt: skip
