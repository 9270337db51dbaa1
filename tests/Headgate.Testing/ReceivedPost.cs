using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headgate.Testing;

/// <summary>One request at a <see cref="TestReceiver"/>.</summary>
public sealed record ReceivedPost(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Whether the Authorization header is what a receiver computes from the bytes that came and the secret.</summary>
    public bool IsSignedWith(string secret) =>
        Headers.TryGetValue("Authorization", out var header)
        && header == Convert.ToHexStringLower(new HMACSHA256(Encoding.UTF8.GetBytes(secret)).ComputeHash(Body));
}
