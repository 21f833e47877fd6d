"""Countries to choose from, as ISO 3166 code and English name. Those whose medicine names we tell apart and more."""

COUNTRIES = [
    ("AU", "Australia"), ("AT", "Austria"), ("BD", "Bangladesh"), ("BE", "Belgium"), ("BR", "Brazil"),
    ("BG", "Bulgaria"), ("CA", "Canada"), ("CL", "Chile"), ("CN", "China"), ("CO", "Colombia"), ("HR", "Croatia"),
    ("CY", "Cyprus"), ("CZ", "Czechia"), ("DK", "Denmark"), ("EG", "Egypt"), ("EE", "Estonia"), ("FI", "Finland"),
    ("FR", "France"), ("DE", "Germany"), ("GH", "Ghana"), ("GR", "Greece"), ("HK", "Hong Kong"), ("HU", "Hungary"),
    ("IS", "Iceland"), ("IN", "India"), ("ID", "Indonesia"), ("IE", "Ireland"), ("IL", "Israel"), ("IT", "Italy"),
    ("JP", "Japan"), ("KE", "Kenya"), ("LV", "Latvia"), ("LT", "Lithuania"), ("LU", "Luxembourg"),
    ("MY", "Malaysia"), ("MT", "Malta"), ("MX", "Mexico"), ("NP", "Nepal"), ("NL", "Netherlands"),
    ("NZ", "New Zealand"), ("NG", "Nigeria"), ("NO", "Norway"), ("PK", "Pakistan"), ("PH", "Philippines"),
    ("PL", "Poland"), ("PT", "Portugal"), ("RO", "Romania"), ("SA", "Saudi Arabia"), ("RS", "Serbia"),
    ("SG", "Singapore"), ("SK", "Slovakia"), ("SI", "Slovenia"), ("ZA", "South Africa"), ("KR", "South Korea"),
    ("ES", "Spain"), ("LK", "Sri Lanka"), ("SE", "Sweden"), ("CH", "Switzerland"), ("TW", "Taiwan"),
    ("TH", "Thailand"), ("TR", "Türkiye"), ("UA", "Ukraine"), ("AE", "United Arab Emirates"),
    ("GB", "United Kingdom"), ("US", "United States"), ("VN", "Vietnam"),
]
