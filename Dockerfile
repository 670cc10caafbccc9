# mentormail as one container: `docker run -v mentormail:/data -p 127.0.0.1:8025:8025 mentormail` (docs/install.md).

FROM python:3.13-slim AS build
WORKDIR /source
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

# Only what requirements.lock names comes in, by its hash (dkimpy comes as source; what builds it is fetched for that
# and left behind). All that follows installs from this folder and asks no index, so that versions are the lock's; the
# service takes from it what it needs to run, and no test tools.
COPY requirements.lock ./
RUN pip wheel --quiet --wheel-dir /wheels --require-hashes --requirement requirements.lock

COPY pyproject.toml README.md LICENSE config.toml ./
COPY templates templates
COPY service service
RUN pip install --quiet --no-index --find-links /wheels hatchling \
 && pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheels . \
 && python -m venv /opt/mentormail \
 && /opt/mentormail/bin/pip install --quiet --no-index --find-links /wheels mentormail \
 && /opt/mentormail/bin/pip uninstall --quiet --yes pip

# One mail is read, so that what making the patterns takes is kept beside the bytecode, where the service may not write.
RUN echo "We met on Monday." | /opt/mentormail/bin/mentormail parse - > /dev/null

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin mentormail \
 && install --directory --owner mentormail --group mentormail --mode 0700 /data
COPY --from=build /opt/mentormail /opt/mentormail

# Inside the container every interface is listened on; what may reach it is said by the published port.
ENV PATH=/opt/mentormail/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MENTORMAIL_CONFIG=/data/config.toml \
    MENTORMAIL_INTAKE__SMTP=0.0.0.0:8025

USER mentormail
WORKDIR /data
VOLUME /data
EXPOSE 8025

# Healthy: it greets. (A worker alone opens no door: run it with --no-healthcheck.)
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s \
    CMD ["python", "-c", "import smtplib; smtplib.SMTP('127.0.0.1', 8025, timeout=5).quit()"]

STOPSIGNAL SIGTERM
ENTRYPOINT ["mentormail"]
CMD ["run"]
