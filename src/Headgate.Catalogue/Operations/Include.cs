namespace Headgate.Catalogue;

/// <summary>A related thing that <c>include_related</c> adds to an answer. Each is judged on its own place, as if it were asked for by itself.</summary>
/// <param name="Name">Its name in the list.</param>
/// <param name="Capability">What shows it to an agent; null for what belongs to the thing itself, such as the steps of a run.</param>
/// <param name="Permission">What shows it to a token.</param>
/// <param name="Says">What it adds.</param>
public sealed record Include(string Name, Capability? Capability, Permission Permission, string Says)
{
    /// <summary>Whether it comes along, asked for or not, as in dbt's own answers.</summary>
    public bool IsUnasked { get; init; }

    /// <summary>A part of the thing itself, which whoever may read the thing may read too.</summary>
    public static Include Part(string name, string says) => new(name, null, Permission.AnyToken, says);
}
