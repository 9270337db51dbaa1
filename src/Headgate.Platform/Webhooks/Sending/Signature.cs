using System.Security.Cryptography;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Platform.Webhooks.Sending;

/// <summary>What proves to a receiver that a body comes from here.</summary>
internal static class Signature
{
    /// <summary>HMAC-SHA256 of exactly these bytes under the subscription's secret, in lower-case hexadecimal.</summary>
    public static string Of(ReadOnlySpan<byte> body, Secret secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body));
}
