using Headgate.Catalogue;
using Headgate.Platform.Tokens;

namespace Headgate.Platform.ServiceTokens;

/// <summary>A service token that is asked for.</summary>
internal sealed class NewServiceToken
{
    /// <summary>The field that holds the permission sets.</summary>
    public const string GrantsField = "permission_grants";

    public static Fields<NewServiceToken> Fields { get; } =
        new()
        {
            { In.Body.Text("name", "Name.").Required().Told(), (t, v) => t.Name = v },
            {
                GivenSets
                    .OfToken(
                        GrantsField,
                        "Its permission sets. Without any the token may nothing until a POST to its permissions gives it some, once."
                    )
                    .Told(),
                (t, v) => t.Sets = v
            },
            { Shorthand("metadata_only"), (t, v) => t.MetadataOnly = v },
            { Shorthand("webhooks_only"), (t, v) => t.WebhooksOnly = v },
            { In.Body.Time("expires_at", "Refused from then on; absent for never.").Told(), (t, v) => t.ExpiresAt = v },
            {
                In
                    .Body.Text("uid", "Its UUID, as older clients send it; made here where absent.", 36)
                    .EmptyIsNone()
                    .Must(uid => uid is null || Guid.TryParseExact(uid, "D", out _) ? null : "expected a UUID"),
                (t, v) => t.Uid = v
            },
            { In.Body.Long("state", "1: a new token is active.", 1, 1), (_, _) => { } },
        };

    public string Name { get; set; } = "";

    public IReadOnlyList<GivenSet> Sets { get; set; } = [];

    public bool MetadataOnly { get; set; }

    public bool WebhooksOnly { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public string? Uid { get; set; }

    /// <summary>What it is given, with the sets that the older flags stand for.</summary>
    public GivenSets Given()
    {
        var flags = new[] { (MetadataOnly, Set: "metadata_only"), (WebhooksOnly, Set: "webhooks_only") };
        var added = flags.Where(f => f.Item1 && !Sets.Any(s => s.Set == f.Set && !s.IsRemoved)).Select(f => new GivenSet { Set = f.Set });
        return new GivenSets { Sent = [.. Sets, .. added] };
    }

    private static Field<bool> Shorthand(string set) => In.Body.Flag(set, $"The older form of the permission set {set}.").Or(false).Told();
}
