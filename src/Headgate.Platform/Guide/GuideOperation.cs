using System.Text.Json.Serialization;
using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>An operation, as the guide shows it.</summary>
public sealed record GuideOperation
{
    /// <summary>Stable name, such as <c>jobs.trigger</c>; also the anchor.</summary>
    public required string Id { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path with its values in braces.</summary>
    public required string Path { get; init; }

    /// <summary>One line.</summary>
    public required string Summary { get; init; }

    /// <summary>Some sentences.</summary>
    public required string Description { get; init; }

    /// <summary><c>read</c> or <c>write</c>.</summary>
    public required string Access { get; init; }

    /// <summary>The capability that an agent's grant must name.</summary>
    public required string Capability { get; init; }

    /// <summary>The capability's name for people.</summary>
    public required string CapabilityName { get; init; }

    /// <summary>The level that the grant must have: <c>read</c> or <c>full</c>.</summary>
    public required string Level { get; init; }

    /// <summary>What a token's permission sets must hold, such as <c>jobs write</c>; null where any token of the account will do.</summary>
    public string? Permission { get; init; }

    /// <summary>Permission sets that suffice, narrowest first.</summary>
    public required IReadOnlyList<string> PermissionSets { get; init; }

    /// <summary>Version of the API: <c>v2</c> or <c>v3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The webhook event that it causes, if any.</summary>
    public string? Event { get; init; }

    /// <summary>What can go wrong.</summary>
    public required string Risk { get; init; }

    /// <summary>The sentence that the record writes, with its places in braces.</summary>
    public required string Sentence { get; init; }

    /// <summary>Limits of its own, if any.</summary>
    public string? Limits { get; init; }

    /// <summary>Where its behaviour comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it answers a page of a list.</summary>
    public required bool Listed { get; init; }

    /// <summary>Values of the path, query parameters and body fields.</summary>
    public required IReadOnlyList<GuideParameter> Parameters { get; init; }

    /// <summary>A call of it.</summary>
    public required string Example { get; init; }

    /// <summary>When it came and changed.</summary>
    public required IReadOnlyList<Change> History { get; init; }

    /// <summary>Whether it takes a JSON body.</summary>
    public required bool HasBody { get; init; }

    /// <summary>The declaration that all of this is made from.</summary>
    [JsonIgnore]
    internal Operation Declared { get; private init; } = null!;

    internal static GuideOperation Of(Operation o)
    {
        var path = o.Route.Replace(":long}", "}").Replace("*}", "}");
        IReadOnlyList<GuideParameter> parameters = [.. o.AllFields.Select(GuideParameter.Of)];
        return new GuideOperation
        {
            Declared = o,
            Id = o.Id,
            Method = o.Method,
            Path = path,
            Summary = o.Summary,
            Description = o.Description,
            Access = o.Access.ToString().ToLowerInvariant(),
            Capability = o.Capability.Id,
            CapabilityName = o.Capability.Name,
            Level = o.NeededLevel.ToString().ToLowerInvariant(),
            Permission = o.Permission == Headgate.Catalogue.Permission.AnyToken ? null : o.Permission.ToString(),
            PermissionSets = o.Suffices,
            Version = o.Version,
            Event = o.Event,
            Risk = o.Risk,
            Sentence = o.Sentence,
            Limits = o.Limits,
            Source = o.Source,
            Listed = o.Listed,
            Parameters = parameters,
            Example = GuideExamples.Curl(o.Method, path, o.Body, parameters),
            History = o.History,
            HasBody = o.Body != BodyForm.None,
        };
    }
}
