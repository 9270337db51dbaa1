namespace Headgate.Store.Model;

/// <summary>Another MCP server whose tools stand behind the gate. Its secrets are kept encrypted.</summary>
public sealed class ForeignServer : IRow, ISoftDeleted, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>Its name, which its tools' names begin with; unique among the account's active ones.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address of its endpoint; null for a program.</summary>
    public string? Url { get; set; }

    /// <summary>Full path of the program; null for an address.</summary>
    public string? Program { get; set; }

    /// <summary>Arguments of the program.</summary>
    public List<string> Arguments { get; set; } = [];

    /// <summary>Variables of the server's environment that the program gets.</summary>
    public List<string> Variables { get; set; } = [];

    /// <summary>Names of the headers or variables that are secret.</summary>
    public List<string> SecretNames { get; set; } = [];

    /// <summary>Encrypted values of <see cref="SecretNames"/>, as JSON; null for none.</summary>
    public string? Secrets { get; set; }

    /// <summary>Grows with every change of the server or its tools.</summary>
    public long Version { get; set; } = 1;

    /// <summary>When its tools were last had; null for never.</summary>
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>Why they could not be had the last time; null where they could.</summary>
    public string? ListFault { get; set; }

    /// <summary>Tools that have no name that could be used, in words; null for none.</summary>
    public string? LeftOut { get; set; }

    /// <summary>Who added it.</summary>
    public string? CreatedBy { get; set; }

    /// <summary>Active, or deleted (kept for history).</summary>
    public RowState State { get; set; } = RowState.Active;

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
