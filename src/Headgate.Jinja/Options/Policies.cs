namespace Headgate.Jinja.Options;

/// <summary>Settings of built-in filters that a template does not give itself; Jinja's policies of the same names.</summary>
public sealed record Policies
{
    /// <summary>Jinja's defaults.</summary>
    public static Policies Default { get; } = new();

    /// <summary>Characters by which a text may exceed the length of <c>truncate</c> without being cut (truncate.leeway).</summary>
    public int TruncateLeeway { get; init; } = 5;

    /// <summary>The rel attribute of links made by <c>urlize</c> (urlize.rel).</summary>
    public string? UrlizeRel { get; init; } = "noopener";

    /// <summary>The target attribute of links made by <c>urlize</c> (urlize.target).</summary>
    public string? UrlizeTarget { get; init; }

    /// <summary>Schemes that <c>urlize</c> takes for links besides http, https and mailto (urlize.extra_schemes).</summary>
    public IReadOnlyList<string> UrlizeExtraSchemes { get; init; } = [];

    /// <summary>Whether <c>tojson</c> sorts the keys of dicts (json.dumps_kwargs).</summary>
    public bool JsonSortKeys { get; init; } = true;
}
