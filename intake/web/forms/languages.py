"""Languages a client may prefer documents in (BCP 47 tags), by their own names."""

LANGUAGES = [
    ("en", "English"), ("ar", "العربية"), ("bg", "Български"), ("bn", "বাংলা"), ("cs", "Čeština"), ("cy", "Cymraeg"),
    ("da", "Dansk"), ("de", "Deutsch"), ("el", "Ελληνικά"), ("es", "Español"), ("fa", "فارسی"), ("fi", "Suomi"),
    ("fr", "Français"), ("ga", "Gaeilge"), ("gu", "ગુજરાતી"), ("he", "עברית"), ("hi", "हिन्दी"), ("hu", "Magyar"),
    ("it", "Italiano"), ("ja", "日本語"), ("ko", "한국어"), ("nl", "Nederlands"), ("no", "Norsk"), ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"), ("pt", "Português"), ("ro", "Română"), ("ru", "Русский"), ("sk", "Slovenčina"),
    ("so", "Soomaali"), ("sv", "Svenska"), ("ta", "தமிழ்"), ("tr", "Türkçe"), ("uk", "Українська"), ("ur", "اردو"),
    ("vi", "Tiếng Việt"), ("zh", "中文"),
]
