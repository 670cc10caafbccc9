"""A certificate authority for tests, and one certificate for localhost.

Both are as RFC 5280 (4.2.1) asks, key identifiers and usage included: from 3.13 on, Python's default context takes no
others (VERIFY_X509_STRICT).
"""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PEM = serialization.Encoding.PEM
_SIGNS_CERTIFICATES = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


class Certificates:
    """`authority`, `certificate` and `key`: files in PEM. The certificate is for localhost and 127.0.0.1."""

    def __init__(self, folder: Path, name: str = "localhost") -> None:
        authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test authority")])
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        names = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        authority = (
            _builder(issuer, issuer, authority_key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_SIGNS_CERTIFICATES, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key()), critical=False)
            .sign(authority_key, hashes.SHA256())
        )
        certificate = (
            _builder(subject, issuer, key)
            .add_extension(x509.SubjectAlternativeName(names if name == "localhost" else names[:1]), critical=False)
            .add_extension(_issued_by(authority), critical=False)
            .sign(authority_key, hashes.SHA256())
        )
        self.authority, self.certificate, self.key = (folder / each for each in ("ca.pem", "cert.pem", "key.pem"))
        self.authority.write_bytes(authority.public_bytes(_PEM))
        self.certificate.write_bytes(certificate.public_bytes(_PEM))
        self.key.write_bytes(key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

    def client_context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.authority))


def _issued_by(authority: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    subject_key = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(subject_key)


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )
