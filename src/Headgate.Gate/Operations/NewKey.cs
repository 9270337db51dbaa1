using Headgate.Catalogue;

namespace Headgate.Gate.Operations;

/// <summary>A key that is asked for.</summary>
internal sealed class NewKey
{
    public static Fields<NewKey> Fields { get; } =
        new(refusesUnknown: true)
        {
            { In.Body.Text("name", "The name, unique among the good keys of the agent.", 100).Required().Told(), (k, v) => k.Name = v },
            { In.Body.Time("expires_at", "When it ends; without it, never.").Told(), (k, v) => k.ExpiresAt = v },
        };

    public string Name { get; set; } = "";

    public DateTimeOffset? ExpiresAt { get; set; }
}
