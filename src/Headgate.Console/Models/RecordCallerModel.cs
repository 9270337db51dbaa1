namespace Headgate.WebConsole.Models;

/// <summary>Who called.</summary>
public sealed record RecordCallerModel
{
    /// <summary>agent, service_token, personal_token or operator.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its name then.</summary>
    public string Name { get; init; } = "";
}
