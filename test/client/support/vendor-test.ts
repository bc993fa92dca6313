/**
 * A certificate for `vendor.test` that nobody vouches for, and its key, made for this test:
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=vendor.test
 * -addext subjectAltName=DNS:vendor.test`.
 */
export const VENDOR_TEST = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnelyVlyRnJo7MnfN
KoA7S4mv5ycgC3mHxLOAKDDzMLChRANCAAR75qYS+bw5bHd3c5k5vii9ShWgSKSd
WqsZd0LcGd3QnP2pahGCL+d71+m4zSyh15HcG34VlDkeNYwd8bNPNIVS
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUOhlwYax/FzuiE2Qa63A/niQEEXIwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLdmVuZG9yLnRlc3QwIBcNMjYxMTI5MTEwNzM3WhgPMjEyNjEx
MDUxMTA3MzdaMBYxFDASBgNVBAMMC3ZlbmRvci50ZXN0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEe+amEvm8OWx3d3OZOb4ovUoVoEiknVqrGXdC3Bnd0Jz9qWoR
gi/ne9fpuM0sodeR3Bt+FZQ5HjWMHfGzTzSFUqNrMGkwHQYDVR0OBBYEFM/sGH9R
paBtb5yGaptV2VfE8rbpMB8GA1UdIwQYMBaAFM/sGH9RpaBtb5yGaptV2VfE8rbp
MA8GA1UdEwEB/wQFMAMBAf8wFgYDVR0RBA8wDYILdmVuZG9yLnRlc3QwCgYIKoZI
zj0EAwIDSQAwRgIhAOWytJUYVBmz8F7XqhaIyJRSPPrCRY2SsPodMmeaNT+rAiEA
21rDpeYZDQBX0YyFp1ctqn/HCHvrssGHSuV9JLivMRs=
-----END CERTIFICATE-----
`,
};
