/**
 * A certificate for 127.0.0.1 that nobody vouches for, and its key, made for this test:
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost
 * -addext subjectAltName=IP:127.0.0.1,DNS:localhost`.
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYtu2wh4fwjB7n8kE
jFzhWzTfOwfzcCSMowR5Vc9Sk+ChRANCAATLC8/2mJZoj/L+792SHuYHI/XloVPe
638VBY117cQhrDYcNEQA6AkAQ/yc+FwtVgNDB5x5RZiXzasWDNtPPJNN
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUX8gJED1gKe8XAVli7rjy5+RtdvYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA5NTIzMVoYDzIxMjYxMDI4
MDk1MjMxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATLC8/2mJZoj/L+792SHuYHI/XloVPe638VBY117cQhrDYcNEQA6AkA
Q/yc+FwtVgNDB5x5RZiXzasWDNtPPJNNo28wbTAdBgNVHQ4EFgQUVjfQ4YcbBLLt
OolndNEb+lb1oWswHwYDVR0jBBgwFoAUVjfQ4YcbBLLtOolndNEb+lb1oWswDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIgUZ28w8EVq06SQ1QHbTC/u03wGrzYiTK7TFEpwI+EIW8CIQDg
qdw7WURjIc7qezm+IoZRY/qZ4j6zy37RkiV2Idjsaw==
-----END CERTIFICATE-----
`,
};
