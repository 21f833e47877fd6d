# Intake in a container. Records are kept in the volume /var/lib/intake, or in PostgreSQL where DATABASE_URL names it.
FROM python:3.13-slim

# Fonts for printed pages in other scripts than Latin, Greek and Cyrillic.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-core fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /src
# The packages first: they change less often than the program.
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY intake ./intake
RUN pip install --no-cache-dir --no-deps . \
    && useradd --uid 10001 --create-home --home-dir /var/lib/intake intake \
    && chmod 700 /var/lib/intake

WORKDIR /var/lib/intake
USER 10001
ENV INTAKE_INSTANCE=/var/lib/intake INTAKE_BIND=0.0.0.0:8000
VOLUME /var/lib/intake
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["sh", "-c", "intake db upgrade && exec intake serve"]
