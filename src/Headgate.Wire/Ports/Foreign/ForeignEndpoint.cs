using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>How a foreign MCP server is reached: an address of HTTP, or a program that is started here.</summary>
/// <param name="Id">The server's id.</param>
/// <param name="Name">Its name, for messages.</param>
public sealed record ForeignEndpoint(long Id, string Name)
{
    /// <summary>Its address; null where it is a program.</summary>
    public Uri? Address { get; init; }

    /// <summary>The program's full path; null where it has an address.</summary>
    public string? Program { get; init; }

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of this server's own environment that the program gets; it gets no others.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Headers of each request, or variables of the program, that are secret.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>(StringComparer.Ordinal);
}
