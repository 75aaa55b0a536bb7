"""Settings: each comes from the environment through ``config.env``, and a clone runs with none set."""

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from config import ROOT, env, stores

VAR = env.folder("HANMO_VAR", ROOT / "var")

DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=True)

SECRET_KEY = env.text("SECRET_KEY") or env.kept(VAR / "secret-key", get_random_secret_key)

# --- Where we are -----------------------------------------------------------------------------------------

PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("*",) if PUBLIC_ADDRESS.startswith("http://127.0.0.1") else ())
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAIL_SITE_NAME = "翰墨"
HTTPS = PUBLIC_ADDRESS.startswith("https://")

# --- What the service is made of, from the bottom up --------------------------------------------------------

INSTALLED_APPS = [
    "audit",
    "jobs",
    "accounts",
    "media_library",
    "campaigns",
    "submissions",
    "showcase",
    "curation",
    "reports",
    "config",
    "wagtail.sites",
    "accounts.users_app.UsersConfig",  # wagtail.users with our account forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "modelsearch",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.security.KeptByNobody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Chinese at /, English at /en/: the address alone decides.
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.security.AdminContentPolicy",
    "config.security.NoNul",
    "config.security.NoEndlessNumbers",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "showcase.house.surroundings",
            ],
        },
    },
]

# Widgets' templates stand beside all others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- People -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.ThrottledBackend"]
# How many proxies of ours stand in front: whose X-Forwarded-For is believed when wrong passwords are counted.
PROXIES = env.number("PROXIES", 0)
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# PBKDF2 is Django's default; named here so that a change of Django's is seen.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

# --- Messages out -------------------------------------------------------------------------------------------

# Where none is set no e-mail leaves, and the inbox in the service is all.
EMAIL_URL = env.text("EMAIL_URL")
globals().update(env.mail(EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "hanmo@localhost")
# How a group robot's address may begin.
WEBHOOK_SCHEMES = ["https"]

# --- Data ---------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database("DATABASE_URL", VAR / "hanmo.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = VAR / "private"
PUBLIC_ROOT = VAR / "public"
STORAGES = {
    # Private: served only by a view that asks who is asking.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT, "base_url": "/private/"},
    },
    # Nothing but what live releases show.
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PUBLIC_ROOT, "base_url": "/public/"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Both stores on another machine. What still arrives, and what is being made, stands in VAR all the same.
S3 = stores.s3()
if S3:
    STORAGES |= stores.on_s3(S3)
MAX_UPLOAD_BYTES = env.number("MAX_UPLOAD_BYTES", 8 * 1024**3)
# Uploads stop while there is room left for the database and for what is made from the files.
MIN_FREE_BYTES = env.number("MIN_FREE_BYTES", 1024**3)
# The address at which nginx finds VAR by itself (X-Accel-Redirect), as in /_files; empty: we send files ourselves.
ACCEL = env.text("ACCEL").rstrip("/")
# A virus scanner (clamd), where there is one: its socket's path, or host:port. Nothing passes without its word then.
CLAMD_SOCKET = env.text("CLAMD_SOCKET")
# Days after which a work that waits for a decision is marked.
OVERDUE_DAYS = env.number("OVERDUE_DAYS", 5)
# Days after which it is forgotten how a reader who reported a mistake is reached.
MISTAKE_CONTACT_DAYS = env.number("MISTAKE_CONTACT_DAYS", 180)
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    ROOT / "site" / "static",
    # From npm by lock file (`npm ci`), never copied into the repository.
    ("vendor/tus", ROOT / "node_modules" / "tus-js-client" / "dist"),
    ("vendor/openseadragon", ROOT / "node_modules" / "openseadragon" / "build" / "openseadragon"),
    ("vendor/hls", ROOT / "node_modules" / "hls.js" / "dist"),
]
WHITENOISE_MAX_AGE = 3600

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Pages for visitors, apart from the rest: whoever reads many pages pushes out nothing but pages.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    # Pieces that many pages have in common, small and asked for again and again.
    "pieces": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pieces",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

# Wagtail's own tasks (its reference index) must run at once; our work has its own queue in `jobs`.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Languages and time -------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_I18N_ENABLED = False
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Wagtail ------------------------------------------------------------------------------------------------

# Reviews are ours (curation.Review): a stock workflow lets authors approve themselves.
WAGTAIL_WORKFLOW_ENABLED = False
# Pages show files through the library's chooser, never through a text.
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "blockquote"]},
    }
}
# One clock for everybody: signatures and closing dates are in the court's time, so nobody chooses another.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# The admin finds pages by their words as they stand: the index of its own has a ranking that is quadratic.
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback"}}
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# --- Safety -------------------------------------------------------------------------------------------------

# Whoever may see a private file is led to the store by a signed address.
_STORE = S3.get("S3_ENDPOINT", "")
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/", "/en/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:", _STORE],
        "media-src": [SELF, "blob:", _STORE],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Wagtail's admin has inline scripts and styles; still nothing from anywhere else.
ADMIN_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data: blob: {_STORE}; media-src 'self' blob: {_STORE}; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
)
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and env.flag("SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Several lines for every page saved would bury what the operator must read.
    "loggers": {"django_tasks": {"level": "WARNING"}},
}
