namespace Headgate.WebConsole.Models;

/// <summary>A thing with a name.</summary>
public sealed record NamedModel
{
    /// <summary>Its id.</summary>
    public long Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its kind: a word, or of some things a number.</summary>
    public System.Text.Json.JsonElement? Type { get; init; }

    /// <summary>Its project.</summary>
    public long? ProjectId { get; init; }

    /// <summary>An address of mail.</summary>
    public string? Email { get; init; }

    /// <summary>Its whole name.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>Where events go.</summary>
    public string? ClientUrl { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool? Active { get; init; }

    /// <summary>Where it is.</summary>
    public string? BaseAddress { get; init; }

    /// <summary>How it is.</summary>
    public string? Health { get; init; }
}
