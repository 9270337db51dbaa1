using Headgate.Catalogue;

namespace Headgate.Gate.Foreign;

/// <summary>A foreign server to be added.</summary>
public sealed record NewForeignServer
{
    /// <summary>Its name, which its tools' names begin with.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its address.</summary>
    public string? Url { get; set; }

    /// <summary>The program instead, which only the operator at the server's machine can name.</summary>
    public string? Program { get; init; }

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of this server's environment that the program gets.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Secret headers, or secret variables of the program, by name.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; set; } = new Dictionary<string, Secret>(StringComparer.Ordinal);
}
