using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Wire.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Wire;

/// <summary>
/// An identity that a provider has proved as a credential, so that whoever signs in by it goes the path of every other caller. It is sealed and good for a minute; it goes from the
/// door to the look-up and never leaves the server.
/// </summary>
public sealed partial class IdentityCredentials(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How it begins.</summary>
    public const string Prefix = "hgi_";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly SealedText _seal = new(protection, "headgate.identity");

    /// <summary>The credential of an identity.</summary>
    public CallerCredential Of(ProvedIdentity identity) =>
        new(new Catalogue.Secret(Prefix + _seal.Of(JsonSerializer.Serialize(identity, Json.Default.ProvedIdentity))), null);

    /// <summary>The identity; null where the text is none of this server's, or too old.</summary>
    public ProvedIdentity? Read(string credential) =>
        _seal.Read(credential[Prefix.Length..]) is { } text
        && JsonSerializer.Deserialize(text, Json.Default.ProvedIdentity) is { } identity
        && identity.ProvedAt + Life > time.GetUtcNow()
            ? identity
            : null;

    [JsonSerializable(typeof(ProvedIdentity))]
    private sealed partial class Json : JsonSerializerContext;
}
