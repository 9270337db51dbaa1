using System.Text.Json.Serialization;
using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>An operation, as the guide shows it.</summary>
public sealed record GuideOperation
{
    private GuideOperation(Operation declared) => (Declared, Parameters) = (declared, [.. declared.AllFields.Select(GuideParameter.Of)]);

    internal static GuideOperation Of(Operation declared) => new(declared);

    /// <summary>Stable name, such as <c>jobs.trigger</c>; also the anchor.</summary>
    public string Id => Declared.Id;

    /// <summary>HTTP method.</summary>
    public string Method => Declared.Method;

    /// <summary>Path with its values in braces.</summary>
    public string Path => Declared.Route.Replace(":long}", "}").Replace("*}", "}");

    /// <summary>One line.</summary>
    public string Summary => Declared.Summary;

    /// <summary>Some sentences.</summary>
    public string Description => Declared.Description;

    /// <summary><c>read</c> or <c>write</c>.</summary>
    public string Access => Declared.Access.ToString().ToLowerInvariant();

    /// <summary>The capability that an agent's grant must name.</summary>
    public string Capability => Declared.Capability.Id;

    /// <summary>The capability's name for people.</summary>
    public string CapabilityName => Declared.Capability.Name;

    /// <summary>Whether every known caller may, without a grant.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool NeedsNoGrant => Declared.NeedsNoGrant;

    /// <summary>What an agent needs, in words.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Needs => NeedsNoGrant ? "no grant: any key" : $"{CapabilityName}: {Level}";

    /// <summary>The level that the grant must have: <c>read</c> or <c>full</c>.</summary>
    public string Level => Declared.NeededLevel.ToString().ToLowerInvariant();

    /// <summary>What a token's permission sets must hold, such as <c>jobs write</c>; null where any token of the account will do.</summary>
    public string? Permission => Declared.Permission == Headgate.Catalogue.Permission.AnyToken ? null : Declared.Permission.ToString();

    /// <summary>Permission sets that suffice, narrowest first.</summary>
    public IReadOnlyList<string> PermissionSets => Declared.Suffices;

    /// <summary>Version of the API: <c>v2</c> or <c>v3</c>.</summary>
    public string Version => Declared.Version;

    /// <summary>The webhook event that it causes, if any.</summary>
    public string? Event => Declared.Event;

    /// <summary>What can go wrong.</summary>
    public string Risk => Declared.Risk;

    /// <summary>The sentence that the record writes, with its places in braces.</summary>
    public string Sentence => Declared.Sentence;

    /// <summary>Limits of its own, if any.</summary>
    public string? Limits => Declared.Limits;

    /// <summary>Where its behaviour comes from.</summary>
    public string Source => Declared.Source;

    /// <summary>Whether it answers a page of a list.</summary>
    public bool Listed => Declared.Listed;

    /// <summary>Values of the path, query parameters and body fields.</summary>
    public IReadOnlyList<GuideParameter> Parameters { get; }

    /// <summary>A call of it.</summary>
    public string Example => GuideExamples.Curl(Declared.Method, Path, Declared.Body, Parameters);

    /// <summary>When it came and changed.</summary>
    public IReadOnlyList<Change> History => Declared.History;

    /// <summary>Whether it takes a JSON body.</summary>
    public bool HasBody => Declared.Body != BodyForm.None;

    /// <summary>The declaration that all of this is made from.</summary>
    [JsonIgnore]
    internal Operation Declared { get; }
}
